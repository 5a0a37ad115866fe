package org.mirrorx.inference.body;

/**
 * One of the small networks: the floats of one picture go in, its outputs come out in the order of the published file. One thread at a
 * time.
 */
interface SmallNetwork extends AutoCloseable {
    /**
     * @param input in the published layout
     * @param shape of the input, batch first
     */
    float[][] run(float[] input, long... shape);

    @Override
    void close();
}
