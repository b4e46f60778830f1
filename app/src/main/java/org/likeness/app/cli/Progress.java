package org.likeness.app.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a long task is: a bar where somebody watches, a line every tenth part where a file does. */
final class Progress implements AutoCloseable {
    private static final int REFRESH_MILLISECONDS = 500;
    private static final int PLAIN_LINES = 10;

    private final PrintWriter err;
    private final String task;
    private final long total;
    private final @Nullable ProgressBar bar;
    private long linesPrinted;

    private Progress(PrintWriter err, String task, long total, @Nullable ProgressBar bar) {
        this.err = err;
        this.task = task;
        this.total = total;
        this.bar = bar;
    }

    static Progress start(PrintWriter err, String task, long total) {
        if (System.console() == null) {
            return new Progress(err, task, total, null);
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                .continuousUpdate()
                .build();
        return new Progress(err, task, total, bar);
    }

    /** So much is done. */
    void at(long done) {
        at(done, "");
    }

    /**
     * So much is done.
     *
     * @param note what else there is to say, in a few words
     */
    void at(long done, String note) {
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(note);
        } else if (total > 0 && done * PLAIN_LINES / total > linesPrinted) {
            linesPrinted = done * PLAIN_LINES / total;
            err.printf("%s %,d/%,d %s%n", task, done, total, note);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
