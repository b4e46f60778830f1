package org.likeness.app.cli.text;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import org.likeness.core.Printable;

/**
 * The progress of a long task: a line that is redrawn on a terminal, otherwise a line for every tenth part (for tasks with at least ten
 * parts). Other messages are printed above it.
 */
public final class Progress implements AutoCloseable {
    /**
     * The columns of the terminal that standard error is; the launcher sets it, since Java cannot tell whether a stream is a
     * terminal: {@code System.console()} speaks of other streams, and on Java 22 and newer is always there.
     */
    static final String COLUMNS = "likeness.terminal.columns";

    private static final int PLAIN_LINES = 10;
    private static final int BAR_CELLS = 20;
    private static final String ERASED = "\r\u001b[K"; // to the line's start, and nothing on it

    private final PrintWriter err;
    private final String task;
    private final long total;
    private final int columns;
    private final Consumer<Progress> whenClosed;
    private long linesPrinted;
    private String drawn = "";

    /**
     * @param columns    of the terminal; 0 if there is none
     * @param whenClosed called when the task is over
     */
    public Progress(PrintWriter err, String task, long total, int columns, Consumer<Progress> whenClosed) {
        this.err = err;
        this.task = task;
        this.total = total;
        this.columns = columns;
        this.whenClosed = whenClosed;
    }

    /** So much is done. */
    public void at(long done) {
        at(done, "");
    }

    /**
     * So much is done.
     *
     * @param note what else there is to say, in a few words
     */
    public synchronized void at(long done, String note) {
        String line = String.format(Locale.ROOT, "%s %,d/%,d", task, done, total);
        String words = note.isEmpty() ? "" : " " + note;
        if (columns > 0) {
            draw(Printable.line(line + " " + bar(done) + words));
        } else if (total >= PLAIN_LINES && done * PLAIN_LINES / total > linesPrinted) {
            linesPrinted = done * PLAIN_LINES / total;
            err.println(Printable.line(line + words));
            err.flush();
        }
    }

    /** Says something that stays. */
    public synchronized void say(String line) {
        if (columns > 0) {
            err.print(ERASED);
            err.println(Printable.line(line));
            err.print(drawn);
        } else {
            err.println(Printable.line(line));
        }
        err.flush();
    }

    private void draw(String line) {
        String fitting = line.length() < columns ? line : line.substring(0, columns - 1);
        if (!fitting.equals(drawn)) {
            drawn = fitting;
            err.print(ERASED + fitting);
            err.flush();
        }
    }

    private String bar(long done) {
        int cells = total > 0 ? (int) (BAR_CELLS * Math.min(done, total) / total) : 0;
        return "█".repeat(cells) + "░".repeat(BAR_CELLS - cells);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (!drawn.isEmpty()) {
                err.println();
                err.flush();
                drawn = "";
            }
        }
        whenClosed.accept(this); // outside the lock: the callback may take its own
    }
}
