package org.mirrorx.kiosk.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Says on stderr how far a long piece of work is: nothing in its first second; then a bar that redraws itself where a person watches,
 * a plain line now and then elsewhere. Safe to call from several threads.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(1);
    private static final long REDRAW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PLAIN_LINE = TimeUnit.SECONDS.toNanos(10);
    private static final int BAR = 30;

    private final Terminal terminal;
    private final boolean timed;
    private final long begin;
    private long shown;
    private boolean drawn;

    /** Work whose parts take equally long: says how much time is left. */
    public ProgressLine(Terminal terminal) {
        this(terminal, true);
    }

    /** @param timed false where the parts take so differently long that a time left would be wrong */
    public ProgressLine(Terminal terminal, boolean timed) {
        this.terminal = terminal;
        this.timed = timed;
        begin = terminal.nanoseconds().getAsLong();
        shown = begin;
    }

    /**
     * @param what what is being done, in a few words
     * @param done share of the whole already done, 0 to 1
     */
    public synchronized void at(String what, double done) {
        long now = terminal.nanoseconds().getAsLong();
        long pause = terminal.interactive() ? REDRAW : PLAIN_LINE;
        if (now - begin < SILENCE || (shown != begin && now - shown < pause)) {
            return;
        }
        shown = now;
        String percent = String.format(Locale.ROOT, "%3.0f %%", 100 * Math.clamp(done, 0, 1));
        String left = remaining(now, done);
        if (terminal.interactive()) {
            int filled = (int) Math.round(BAR * Math.clamp(done, 0, 1));
            terminal.err()
                    .print("\r[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + percent + "  " + what + left
                            + "\u001b[K");
            terminal.err().flush();
            drawn = true;
        } else {
            terminal.err().println("mirrorx: " + percent.strip() + ", " + what + left);
        }
    }

    private String remaining(long now, double done) {
        if (!timed || done < 0.02 || done >= 1) {
            return "";
        }
        long seconds = Math.round((now - begin) * (1 - done) / done / 1e9);
        return seconds < 2 ? "" : String.format(Locale.ROOT, " (%d:%02d left)", seconds / 60, seconds % 60);
    }

    @Override
    public void close() {
        clear();
    }

    /** Removes the bar so that what follows begins on a clean line. */
    public synchronized void clear() {
        if (drawn) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
            drawn = false;
        }
    }
}
