package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.core.dataset.folder.LfwPeople;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for the training data. */
public final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = FaceSetReader.LABEL,
            description = "Pictures: " + FaceSetReader.KINDS + ". May be repeated.")
    private final List<Path> paths = new ArrayList<>();

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Mixin
    private final FaceSetReader reader = new FaceSetReader();

    /** Where they are. */
    public List<Path> paths() {
        return List.copyOf(paths);
    }

    /** Another set, read as these are. */
    public FaceDataset other(Path path, Output output) {
        return reader.read(path, output);
    }

    /** All of them as one, as far as they are wanted. */
    public FaceDataset dataset(Output output) {
        return dataset(sets(output));
    }

    /** @param read as {@link #sets} gives them */
    public FaceDataset dataset(List<FaceDataset> read) {
        FaceDataset all = JoinedDataset.of(read);
        return people == null ? all : LfwPeople.read(people).restrict(all);
    }

    /** @throws LikenessException if a set is given twice, or cannot be read */
    public List<FaceDataset> sets(Output output) {
        Set<Path> seen = new HashSet<>();
        for (Path path : paths) {
            if (!seen.add(path.toAbsolutePath().normalize())) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "--data %s is given twice: the same people would be in training and validation",
                        path));
            }
        }
        return paths.stream().map(path -> reader.read(path, output)).toList();
    }
}
