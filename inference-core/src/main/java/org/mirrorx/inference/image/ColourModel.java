package org.mirrorx.inference.image;

/**
 * How likely a colour is in something of which samples were seen: a smoothed histogram over CIE Lab (L 0 to 100, a and b −128 to 127).
 * Sampling first, then {@link #settle(int)}, then questions.
 */
public final class ColourModel {
    /** Bin widths: lightness varies with light, so it is coarser. */
    private static final float L_BIN = 4f;

    private static final float AB_BIN = 4f;
    private static final int L_BINS = 26;
    /** a and b from −64 to 64; beyond is rare and counted at the rim. */
    private static final int AB_BINS = 32;

    private static final int AB_HALF = AB_BINS / 2;

    private float[] bins = new float[L_BINS * AB_BINS * AB_BINS];
    private double total;

    /** Counts one colour. */
    public void add(float l, float a, float b, float weight) {
        bins[index(l, a, b)] += weight;
        total += weight;
    }

    /** The weight of all samples. */
    public double total() {
        return total;
    }

    /** Smooths (binomial, {@code rounds} times along each axis) and brings the sum to 1. Does nothing without samples. */
    public void settle(int rounds) {
        if (total <= 0) {
            return;
        }
        for (int r = 0; r < rounds; r++) {
            bins = smooth(bins, AB_BINS * AB_BINS, L_BINS);
            bins = smooth(bins, AB_BINS, AB_BINS);
            bins = smooth(bins, 1, AB_BINS);
        }
        double sum = 0;
        for (float v : bins) {
            sum += v;
        }
        float scale = (float) (1 / sum);
        for (int i = 0; i < bins.length; i++) {
            bins[i] *= scale;
        }
    }

    private static float[] smooth(float[] in, int step, int count) {
        float[] out = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            int at = i / step % count;
            float before = at > 0 ? in[i - step] : in[i];
            float after = at < count - 1 ? in[i + step] : in[i];
            out[i] = 0.25f * before + 0.5f * in[i] + 0.25f * after;
        }
        return out;
    }

    /** Share of the samples in this colour's bin, trilinear between bins; 0 to 1. */
    public float share(float l, float a, float b) {
        float fl = Math.clamp(l / L_BIN - 0.5f, 0f, L_BINS - 1.001f);
        float fa = Math.clamp(a / AB_BIN + AB_HALF - 0.5f, 0f, AB_BINS - 1.001f);
        float fb = Math.clamp(b / AB_BIN + AB_HALF - 0.5f, 0f, AB_BINS - 1.001f);
        int il = (int) fl;
        int ia = (int) fa;
        int ib = (int) fb;
        float tl = fl - il;
        float ta = fa - ia;
        float tb = fb - ib;
        int i = (il * AB_BINS + ia) * AB_BINS + ib;
        float low = mix(mix(bins[i], bins[i + 1], tb), mix(bins[i + AB_BINS], bins[i + AB_BINS + 1], tb), ta);
        int j = i + AB_BINS * AB_BINS;
        float high = mix(mix(bins[j], bins[j + 1], tb), mix(bins[j + AB_BINS], bins[j + AB_BINS + 1], tb), ta);
        return mix(low, high, tl);
    }

    /**
     * Natural logarithm of this model's likelihood of a colour over another's. Either one also expects, with the weight
     * {@code surprise}, any colour at all, so that what neither has seen weighs nothing.
     */
    public float logRatio(ColourModel other, float l, float a, float b, float surprise) {
        float floor = surprise / EVEN_BINS;
        return (float) Math.log((share(l, a, b) + floor) / (other.share(l, a, b) + floor));
    }

    /** The bins that sRGB's colours occupy, about: the gamut fills a sixth of the Lab box. */
    private static final float EVEN_BINS = L_BINS * AB_BINS * AB_BINS / 6f;

    /** Bhattacharyya coefficient of the two distributions: 0 nothing in common, 1 equal. */
    public double likeness(ColourModel other) {
        double sum = 0;
        for (int i = 0; i < bins.length; i++) {
            sum += Math.sqrt((double) bins[i] * other.bins[i]);
        }
        return sum;
    }

    private static float mix(float a, float b, float t) {
        return a + t * (b - a);
    }

    private static int index(float l, float a, float b) {
        int il = Math.clamp((int) (l / L_BIN), 0, L_BINS - 1);
        int ia = Math.clamp((int) Math.floor(a / AB_BIN) + AB_HALF, 0, AB_BINS - 1);
        int ib = Math.clamp((int) Math.floor(b / AB_BIN) + AB_HALF, 0, AB_BINS - 1);
        return (il * AB_BINS + ia) * AB_BINS + ib;
    }
}
