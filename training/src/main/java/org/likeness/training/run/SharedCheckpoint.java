package org.likeness.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.distributed.SentFile;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.Checkpoints;

/**
 * The checkpoint of a resumed run on its way from rank 0 to the others, which need not see the run's folder. What is divided among the ranks is left
 * out: they get their parts when the state is loaded.
 *
 * @param group ranks of the run
 */
record SharedCheckpoint(ProcessGroup group) {
    /** Sends it, as rank 0, or that there is none. */
    void send(Optional<Checkpoint> checkpoint) {
        if (group.share().size() == 1) {
            return;
        }
        group.broadcast(new byte[] {(byte) (checkpoint.isPresent() ? 1 : 0)});
        checkpoint.ifPresent(found -> inFile(file -> {
            Checkpoints.write(file, found.withMemory(AuxiliaryState.undivided(found.memory())));
            new SentFile(group).send(file);
            return found;
        }));
    }

    /** Receives it, as another rank. */
    Optional<Checkpoint> receive() {
        if (group.broadcast(new byte[0])[0] == 0) {
            return Optional.empty();
        }
        return Optional.of(inFile(file -> {
            new SentFile(group).receive(file);
            return Checkpoints.read(file);
        }));
    }

    /** Does something with a file. */
    @FunctionalInterface
    private interface Exchange {
        Checkpoint with(Path file) throws IOException;
    }

    private static Checkpoint inFile(Exchange exchange) {
        try {
            Path file = Files.createTempFile("likeness-", ".safetensors");
            try {
                return exchange.with(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    "a checkpoint cannot be kept in the folder for temporary files: " + e.getMessage(), e);
        }
    }
}
