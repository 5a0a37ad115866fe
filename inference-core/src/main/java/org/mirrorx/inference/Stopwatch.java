package org.mirrorx.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.opencv.core.Mat;

/** Measures each step of a look and passes steps and pictures on to whoever watches. */
final class Stopwatch implements Trace {
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final Trace watcher;
    private final LongSupplier nanoseconds;
    private final List<Provenance.Timing> timings = new ArrayList<>();

    Stopwatch(Trace watcher, LongSupplier nanoseconds) {
        this.watcher = watcher;
        this.nanoseconds = nanoseconds;
    }

    @Override
    public AutoCloseableStep step(String name) {
        AutoCloseableStep passedOn = watcher.step(name);
        long begin = nanoseconds.getAsLong();
        return () -> {
            timings.add(new Provenance.Timing(name, (nanoseconds.getAsLong() - begin) / NANOSECONDS_PER_MILLISECOND));
            passedOn.close();
        };
    }

    @Override
    public void picture(String name, Consumer<Mat> draw) {
        watcher.picture(name, draw);
    }

    List<Provenance.Timing> timings() {
        return timings;
    }
}
