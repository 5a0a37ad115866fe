package org.mirrorx.inference.body;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Mask;

/**
 * What the small built-in networks (and the optional pack) say of the most central large person of a capture.
 *
 * @param personScore the detector's score, 0 to 1
 * @param poseFlag the landmark network's "a person is here", 0 to 1
 * @param landmarks 33, in the order of {@link Joint}
 * @param person probability × 255: selfie and pose mask together, the edge taken from the picture
 * @param face empty when no face is in view
 * @param hair probability × 255; the network's where the pack is installed, else an estimate from head oval and colours
 * @param parse skin and clothes where the optional parser is installed
 * @param implausible empty when the points hang together, else the broken rule in one sentence
 * @param largePeople how many people of comparable size are in view
 */
public record BodyReading(
        int width,
        int height,
        double personScore,
        double poseFlag,
        List<Landmark> landmarks,
        Mask person,
        Optional<FaceReading> face,
        Mask hair,
        Optional<Parse> parse,
        Optional<String> implausible,
        int largePeople) {
    public BodyReading {
        landmarks = List.copyOf(landmarks);
    }

    @SuppressWarnings("EnumOrdinal") // the enum is the network's row order
    public Landmark at(Joint joint) {
        return landmarks.get(joint.ordinal());
    }

    /** S of the drape recipe: pixels between the two shoulder points. */
    public double shoulderWidth() {
        return at(Joint.LEFT_SHOULDER).at().distance(at(Joint.RIGHT_SHOULDER).at());
    }

    /** T of the drape recipe: pixels from the middle of the shoulders to the middle of the hips. */
    public double torsoLength() {
        return at(Joint.LEFT_SHOULDER)
                .at()
                .towards(at(Joint.RIGHT_SHOULDER).at(), 0.5)
                .distance(at(Joint.LEFT_HIP).at().towards(at(Joint.RIGHT_HIP).at(), 0.5));
    }

    /**
     * Probabilities × 255 of the optional parser, three independent masks of the capture's size.
     *
     * @param hair the parser's own hair; coarser than {@link BodyReading#hair()}
     * @param labels where the parser names the garments: values of {@link ParsedLabel}
     */
    public record Parse(Mask skin, Mask clothes, Mask hair, Optional<Mask> labels) {}

    /** The same reading with a parser's word on skin, clothes and hair. */
    BodyReading withParse(Parse newParse) {
        return new BodyReading(
                width,
                height,
                personScore,
                poseFlag,
                landmarks,
                person,
                face,
                newParse.hair(),
                Optional.of(newParse),
                implausible,
                largePeople);
    }
}
