package org.likeness.training.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentFileTest {
    private static final int PIECE = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 101, 1_234})
    void everyRankGetsAFileOfAnyLength(int length) throws IOException {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        Path file = Files.write(folder.resolve("0"), bytes);
        List<Path> files = RanksInMemory.all(3, group -> {
            SentFile sent = new SentFile(group, PIECE);
            try {
                if (group.share().leads()) {
                    sent.send(file);
                    return file;
                }
                Path copy = folder.resolve(Integer.toString(group.share().rank()));
                sent.receive(copy);
                return copy;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        for (Path copy : files) {
            assertThat(copy).hasBinaryContent(bytes);
        }
        assertThat(files).doesNotHaveDuplicates();
    }
}
