package org.mirrorx.inference.diffusion;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/** Pseudo linear multistep method (arXiv 2202.09778) without its Runge–Kutta steps: the second timestep is evaluated twice. */
final class Pndm extends AlphaScheduler {
    private static final int KEPT = 4;

    /** Weights of the last outputs, the newest first, by how many there are. */
    private static final double[][] WEIGHTS = {
        {}, {1}, {3 / 2.0, -1 / 2.0}, {23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
    };

    private final Deque<float[]> outputs = new ArrayDeque<>();
    private float[] restart = {};
    private int calls;

    Pndm(SchedulerConfig config, SchedulerRun run) {
        super(config, run, twice(config, run), false, false);
    }

    private static double[] twice(SchedulerConfig config, SchedulerRun run) {
        double[] once = config.choice("timestep_spacing", Spacing.LEADING)
                .timesteps(run.steps(), config.trainSteps(run), config.offset());
        if (once.length == 1) {
            return once;
        }
        double[] twice = new double[once.length + 1];
        twice[0] = once[0];
        System.arraycopy(once, 1, twice, 2, once.length - 1);
        twice[1] = once[1];
        return twice;
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        int interval = training / run.steps();
        int from = timesteps[step];
        int to = from - interval;
        float[] mixed;
        if (calls == 1) {
            // The same interval again, now with the mean of both its ends.
            to = from;
            from += interval;
            mixed = output.clone();
            float[] before = outputs.getFirst();
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = (mixed[i] + before[i]) / 2;
            }
            System.arraycopy(restart, 0, sample, 0, sample.length);
        } else {
            if (outputs.size() == KEPT) {
                outputs.removeLast();
            }
            outputs.addFirst(output.clone());
            mixed = mixed();
            if (calls == 0) {
                restart = sample.clone();
            }
        }
        move(mixed, Math.min(from, training - 1), to, sample);
        calls++;
    }

    private float[] mixed() {
        double[] weights = WEIGHTS[outputs.size()];
        double[] sum = new double[outputs.getFirst().length];
        Iterator<float[]> newestFirst = outputs.iterator();
        for (double weight : weights) {
            float[] one = newestFirst.next();
            Arrays.setAll(sum, i -> sum[i] + weight * one[i]);
        }
        float[] mixed = new float[sum.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) sum[i];
        }
        return mixed;
    }

    private void move(float[] output, int from, int to, float[] sample) {
        double now = alpha(from);
        double next = alpha(to);
        double ofSample = Math.sqrt(next / now);
        double ofNoise = (next - now) / (now * Math.sqrt(1 - next) + Math.sqrt(now * (1 - now) * next));
        for (int i = 0; i < sample.length; i++) {
            sample[i] = (float) (ofSample * sample[i] - ofNoise * noise(sample[i], output[i], now));
        }
    }
}
