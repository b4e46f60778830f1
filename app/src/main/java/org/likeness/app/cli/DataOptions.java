package org.likeness.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.likeness.core.UserException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.FolderDataset;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.core.dataset.LfwPeople;
import picocli.CommandLine.Option;

/** What is trained on. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Pictures: one folder a person. May be repeated.")
    private final List<Path> folders = new ArrayList<>();

    @Option(names = "--people", paramLabel = "FILE", description = "Only these people: LFW's people file.")
    private @Nullable Path people;

    /** @throws UserException if a folder is given twice, or cannot be read */
    FaceDataset dataset() {
        Set<Path> seen = new HashSet<>();
        for (Path folder : folders) {
            if (!seen.add(folder.toAbsolutePath().normalize())) {
                throw new UserException(
                        "--data %s is given twice: its people would count as others, and be learnt and held back"
                                .formatted(folder));
            }
        }
        FaceDataset all =
                JoinedDataset.of(folders.stream().map(FolderDataset::read).toList());
        return people == null ? all : LfwPeople.read(people).restrict(all);
    }
}
