package org.mirrorx.kiosk.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.mirrorx.inference.Sitting;

/**
 * Reads the body on a second thread while the first cuts garments. Closing waits for that thread, so that the capture's memory may be
 * freed afterwards whatever went wrong meanwhile, and closes the sitting.
 */
final class ReadAhead implements AutoCloseable {
    private final FutureTask<Sitting> reading;
    private final Thread thread;

    /** @param receive loads the networks and begins the sitting */
    ReadAhead(Callable<Sitting> receive) {
        reading = new FutureTask<>(() -> {
            Sitting sitting = receive.call();
            try {
                sitting.prepare();
                return sitting;
            } catch (RuntimeException | Error fault) {
                sitting.close();
                throw fault;
            }
        });
        thread = Thread.ofPlatform().name("body").daemon().start(reading);
    }

    /** The sitting, its body already read. @throws ExecutionException with what went wrong while reading */
    Sitting sitting() throws ExecutionException, InterruptedException {
        return reading.get();
    }

    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (reading.state() == java.util.concurrent.Future.State.SUCCESS) {
            reading.resultNow().close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
