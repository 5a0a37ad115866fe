package org.mirrorx.models.store;

import java.util.Arrays;
import java.util.Locale;
import org.mirrorx.models.Refusal;

/** Packs of networks that a shop can add, each the files of one engine. */
public enum PackKind {
    /** The photo-real engine {@code fashn}. */
    FASHN(
            "FASHN VTON 1.5 with DWPose",
            "fashn-AI/fashn-vton-1.5 and IDEA-Research/DWPose",
            new Licence("Apache-2.0", "© FASHN AI; DWPose © IDEA Research; YOLOX © Megvii", Licence.Use.COMMERCIAL));

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
