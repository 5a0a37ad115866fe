package org.mirrorx.models.store;

import java.util.Arrays;
import java.util.Locale;
import org.mirrorx.models.Refusal;

/** Packs of networks that a shop can add: the files of one engine, or of one reader of bodies that several engines share. */
public enum PackKind {
    /** The photo-real engine {@code fashn}. */
    FASHN(
            "FASHN VTON 1.5 with DWPose",
            "fashn-AI/fashn-vton-1.5 and IDEA-Research/DWPose",
            new Licence("Apache-2.0", "© FASHN AI; DWPose © IDEA Research; YOLOX © Megvii", Licence.Use.COMMERCIAL)),
    /** 18 points of a body; the try-on networks with a mask need them. */
    OPENPOSE(
            "OpenPose's body network",
            "CMU-Perceptual-Computing-Lab/openpose, converted for PyTorch",
            new Licence(
                    "the OpenPose licence for academic and non-profit research",
                    "© Carnegie Mellon University",
                    Licence.Use.NON_COMMERCIAL)),
    /** Labels of clothes and body; the try-on networks with a mask need them. */
    HUMAN_PARSING(
            "SCHP's human parsing",
            "GoGoDuck912/Self-Correction-Human-Parsing",
            new Licence(
                    "MIT for the code and no stated terms for the weights",
                    "© Peike Li; data for research",
                    Licence.Use.NON_COMMERCIAL)),
    /** Parts of a body's surface; IDM-VTON needs them. */
    DENSEPOSE(
            "DensePose R-50 FPN",
            "facebookresearch/detectron2, DensePose",
            new Licence(
                    "CC BY-NC 4.0 or CC BY-SA 3.0, which its owner leaves open",
                    "© Meta Platforms",
                    Licence.Use.NON_COMMERCIAL)),
    /** Labels of clothes and body, finer than the built-in networks'. */
    FASHN_PARSER(
            "FASHN's human parser",
            "fashn-AI/fashn-human-parser",
            new Licence(
                    "the NVIDIA Source Code License for SegFormer",
                    "© NVIDIA; weights © FASHN AI",
                    Licence.Use.NON_COMMERCIAL));

    private final String title;
    private final String origin;
    private final Licence licence;

    PackKind(String title, String origin, Licence licence) {
        this.title = title;
        this.origin = origin;
        this.licence = licence;
    }

    /** The name on the command line and on the disk. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is, for people. */
    public String title() {
        return title;
    }

    /** Where it was published. */
    public String origin() {
        return origin;
    }

    public Licence licence() {
        return licence;
    }

    /** Whether the weights of a LoRA can be added: those of try-on networks. */
    boolean takesLoras() {
        return this == FASHN;
    }

    /**
     * The kind of that name.
     *
     * @throws Refusal when there is none
     */
    public static PackKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("There is no pack called " + id + "; known are "
                        + String.join(
                                ", ", Arrays.stream(values()).map(PackKind::id).toList()) + "."));
    }
}
