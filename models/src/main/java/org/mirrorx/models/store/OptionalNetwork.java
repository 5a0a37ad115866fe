package org.mirrorx.models.store;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.mirrorx.models.checkpoint.TfLite;
import org.mirrorx.models.forge.MediaPipe;
import org.mirrorx.models.onnx.OnnxFile;

/** Small networks that make looks better but do not come with MirrorX: known by the check sum of the published file. */
public enum OptionalNetwork {
    /**
     * Hair mask: {@code input_1} [1, 512, 512, 4], RGB in 0…1 and the previous mask (0 for a photograph); {@code
     * conv2d_transpose_4} [1, 512, 512, 2] logits, softmax over the two, index 1 = hair.
     */
    HAIR_SEGMENTATION(
            "hair_segmentation.tflite",
            780_588,
            "d2c940c4fd80edeaf38f5d7387d1b4235ee320ed120080df67c663e749e77633",
            "Apache-2.0, MediaPipe, © Google"),

    /**
     * Faces with five points: {@code input} [1, 3, h, w], <b>BGR</b> 0…255, h and w multiples of 32; for strides s of 8, 16, 32
     * {@code cls_s}, {@code obj_s} [1, n, 1] probabilities, {@code bbox_s} [1, n, 4], {@code kps_s} [1, n, 10], n = h · w / s².
     */
    YUNET(
            "yunet_n_dynamic.onnx",
            322_906,
            "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12",
            "Apache-2.0, libfacedetection.train, © Shiqi Yu and OpenMMLab"),

    /**
     * Skin, clothes and hair: {@code x.1} [1, 3, 512, 512], RGB, (v / 255 − mean) / deviation with mean .485 .456 .406 and deviation
     * .229 .224 .225; {@code 1273} [1, 3, 512, 512] probabilities of skin, clothes, hair, each for itself.
     */
    SKIN_CLOTHES_HAIR(
            "skin_clothes_hair_pan_fp16.onnx",
            2_069_996,
            "87e486eedf9babcad656495ea9694620a0b3f4d5d157ad1345bed81c7bfd92fa",
            "MIT, © Kazuhito Takahashi");

    private final String file;
    private final long bytes;
    private final String sha256;
    private final String licence;

    OptionalNetwork(String file, long bytes, String sha256, String licence) {
        this.file = file;
        this.bytes = bytes;
        this.sha256 = sha256;
        this.licence = licence;
    }

    /** The published name. */
    public String file() {
        return file;
    }

    /** Size of the published file. */
    public long bytes() {
        return bytes;
    }

    /** Check sum of the published file, 64 small hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Licence and owner, to be shown when it is installed. */
    public String licence() {
        return licence;
    }

    /** The published file as an ONNX model, in native memory of the arena. */
    MemorySegment onnx(byte[] published, Arena arena) {
        return switch (this) {
            case HAIR_SEGMENTATION ->
                OnnxFile.write(MediaPipe.forge(TfLite.read(MemorySegment.ofArray(published), file)), arena);
            case YUNET, SKIN_CLOTHES_HAIR ->
                arena.allocate(published.length).copyFrom(MemorySegment.ofArray(published));
        };
    }
}
