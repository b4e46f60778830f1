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
            paramLabel = "DIR",
            description = "Pictures: one folder per person. May be repeated.")
    private final List<Path> folders = new ArrayList<>();

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    @Mixin
    private final PictureFolders reader = new PictureFolders();

    /** All of them as one, as far as they are wanted. */
    public FaceDataset dataset(Output output) {
        return dataset(folders(output));
    }

    /** @param read as {@link #folders} gives them */
    public FaceDataset dataset(List<FaceDataset> read) {
        FaceDataset all = JoinedDataset.of(read);
        return people == null ? all : LfwPeople.read(people).restrict(all);
    }

    /** @throws LikenessException if a folder is given twice, or cannot be read */
    public List<FaceDataset> folders(Output output) {
        Set<Path> seen = new HashSet<>();
        for (Path folder : folders) {
            if (!seen.add(folder.toAbsolutePath().normalize())) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "--data %s is given twice: the same people would be in training and validation",
                        folder));
            }
        }
        return folders.stream().map(folder -> reader.read(folder, output)).toList();
    }
}
