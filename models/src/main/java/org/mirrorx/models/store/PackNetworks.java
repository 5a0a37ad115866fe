package org.mirrorx.models.store;

/** The networks that packs hold, by their names in the pack's folder. */
public final class PackNetworks {
    /** FASHN VTON in 16-bit arithmetic, for graphics cards. */
    public static final String FASHN = "fashn.onnx";

    /** The same weights in 32-bit arithmetic, for processors and for numbers that outgrow 16 bits. */
    public static final String FASHN_WIDENED = "fashn-widened.onnx";

    /** DWPose's detector of people. */
    public static final String DETECTOR = "yolox_l.onnx";

    /** DWPose's key points. */
    public static final String POINTS = "dw-ll_ucoco_384.onnx";

    /** OpenPose's 18 points of a body. */
    public static final String OPENPOSE = "openpose.onnx";

    /** Labels of clothes and body by SCHP, 18 classes. */
    public static final String ATR = "parsing_atr.onnx";

    /** The same, 20 classes. */
    public static final String LIP = "parsing_lip.onnx";

    /** From a picture to guesses and maps. */
    public static final String DENSEPOSE_FEATURES = "densepose-features.onnx";

    /** From pieces of the maps to people. */
    public static final String DENSEPOSE_BOXES = "densepose-boxes.onnx";

    /** From a person to the parts of the body. */
    public static final String DENSEPOSE_CHARTS = "densepose-charts.onnx";

    /** FASHN's human parser. */
    public static final String FASHN_PARSER = "fashn-parser.onnx";

    private PackNetworks() {}
}
