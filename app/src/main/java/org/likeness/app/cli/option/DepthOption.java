package org.likeness.app.cli.option;

import java.util.Locale;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Option;

/** How many folders name a person. */
public final class DepthOption {
    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Depth of the person folders; a person is named by all folders on the path, such as Latin/character01",
                "(default ${DEFAULT-VALUE})."
            })
    private int depth = 1;

    /** @throws LikenessException if it is not at least 1 */
    public int value() {
        if (depth < 1) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "--depth %d: 1 or more is expected", depth));
        }
        return depth;
    }
}
