package org.mirrorx.assets.paint;

/** A colour in linear light, each part 0 to 1. */
public record Ink(float r, float g, float b) {

    /** From an sRGB colour written 0xRRGGBB. */
    public static Ink of(int srgb) {
        return new Ink(
                linear((srgb >> 16 & 0xFF) / 255.0), linear((srgb >> 8 & 0xFF) / 255.0), linear((srgb & 0xFF) / 255.0));
    }

    public Ink times(double gain) {
        return new Ink((float) (r * gain), (float) (g * gain), (float) (b * gain));
    }

    public Ink towards(Ink other, double share) {
        float t = (float) share;
        return new Ink(r + (other.r - r) * t, g + (other.g - g) * t, b + (other.b - b) * t);
    }

    public java.awt.Color awt() {
        return new java.awt.Color(encoded(r), encoded(g), encoded(b));
    }

    /** IEC 61966-2-1: sRGB 0…1 to linear light. */
    public static float linear(double srgb) {
        return (float) (srgb <= 0.04045 ? srgb / 12.92 : Math.pow((srgb + 0.055) / 1.055, 2.4));
    }

    /** IEC 61966-2-1: linear light to sRGB 0…255, clipped. */
    public static int encoded(double linear) {
        double c = Math.clamp(linear, 0.0, 1.0);
        double s = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
        return (int) (s * 255 + 0.5);
    }
}
