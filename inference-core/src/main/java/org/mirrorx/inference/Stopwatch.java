package org.mirrorx.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.opencv.core.Mat;

/**
 * Measures each step of a look and passes steps and pictures on to whoever watches. A step inside another carries the outer one's name
 * before a slash, so that a sum over the names without slash counts nothing twice on one
 * thread. Steps on two threads at once are each measured by their own clock: their sum may exceed the time that passed.
 */
final class Stopwatch implements Trace {
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final Trace watcher;
    private final LongSupplier nanoseconds;
    private final List<Provenance.Timing> timings = new ArrayList<>();
    private final ThreadLocal<Deque<String>> runningHere = ThreadLocal.withInitial(ArrayDeque::new);

    Stopwatch(Trace watcher, LongSupplier nanoseconds) {
        this.watcher = watcher;
        this.nanoseconds = nanoseconds;
    }

    @Override
    public AutoCloseableStep step(String name) {
        AutoCloseableStep passedOn = watcher.step(name);
        Deque<String> running = runningHere.get();
        String outer = running.peek();
        String path = outer == null ? name : outer + "/" + name;
        running.push(path);
        long begin = nanoseconds.getAsLong();
        return () -> {
            double milliseconds = (nanoseconds.getAsLong() - begin) / NANOSECONDS_PER_MILLISECOND;
            synchronized (timings) {
                timings.add(new Provenance.Timing(path, milliseconds));
            }
            running.remove(path);
            passedOn.close();
        };
    }

    @Override
    public void picture(String name, Consumer<Mat> draw) {
        watcher.picture(name, draw);
    }

    List<Provenance.Timing> timings() {
        synchronized (timings) {
            return List.copyOf(timings);
        }
    }
}
