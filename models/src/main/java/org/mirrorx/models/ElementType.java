package org.mirrorx.models;

/** What a tensor's numbers are, with their size in a file (always little-endian). */
public enum ElementType {
    F64(8, 11),
    F32(4, 1),
    F16(2, 10),
    BF16(2, 16),
    I64(8, 7),
    I32(4, 6),
    I16(2, 5),
    I8(1, 3),
    U8(1, 2),
    BOOL(1, 9);

    private final int bytes;
    private final int onnxCode;

    ElementType(int bytes, int onnxCode) {
        this.bytes = bytes;
        this.onnxCode = onnxCode;
    }

    /** Whether networks compute in it: 32 or 16 bits with a point. */
    public boolean isFloat() {
        return switch (this) {
            case F32, F16, BF16 -> true;
            case F64, I64, I32, I16, I8, U8, BOOL -> false;
        };
    }

    /** Bytes a number takes. */
    public int bytes() {
        return bytes;
    }

    /** The number of this type in ONNX ({@code TensorProto.DataType} of onnx.proto). */
    public int onnxCode() {
        return onnxCode;
    }
}
