package org.likeness.app.cli.option;

import java.util.Locale;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Option;

/** How many findings of an audit may be false. */
public final class FalseShare {
    @Option(
            names = "--false-share",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Expected share of false findings (default ${DEFAULT-VALUE}).")
    private double share;

    /** @throws LikenessException if it is no share */
    public double value() {
        if (!(share > 0 && share < 1)) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--false-share %s: it must lie between 0 and 1", share));
        }
        return share;
    }
}
