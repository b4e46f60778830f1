package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Option;

/** People of another domain, on whom a fine-tuned encoder must not lose. */
public final class GuardOption {
    @Option(
            names = "--guard",
            paramLabel = FaceSetReader.LABEL,
            description = {
                "With --init: also judge each encoder on these people, of another domain than --data, beside the initial one,",
                "and do not write one that loses there. Not learned from."
            })
    private @Nullable Path guard;

    /**
     * The set, if there is one.
     *
     * @param training the sets that are learned from
     * @throws LikenessException if it is one of these
     */
    public Optional<Path> path(List<Path> training) {
        for (Path set : training) {
            if (guard != null && FaceSetReader.isSame(set, guard)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "--guard %s is also given as --data: people that are learned from tell nothing about others. Give a set of another domain",
                        guard));
            }
        }
        return Optional.ofNullable(guard);
    }
}
