package org.likeness.training.loader;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;

class ShardReadaheadTest {
    @TempDir
    private Path folder;

    private record InShard(String name, Optional<String> shard) implements Picture {
        @Override
        public FaceImage decode() {
            throw new IllegalStateException("nothing is decoded");
        }
    }

    /** Whatever the shard is, its pictures say what is wrong; nobody waits for ever. */
    @Test
    void anyNumberOfThreadsPassAnyShard() throws Exception {
        Path whole = Files.write(folder.resolve("a.tar"), new byte[3 << 20]);
        for (int most : new int[] {0, 1, 5}) {
            ShardReadahead readahead = new ShardReadahead(most);
            assertThatCode(() -> new Workers(4)
                            .map(
                                    IntStream.range(0, 60).boxed().toList(),
                                    i -> {
                                        readahead.before(new InShard(
                                                "p",
                                                Optional.of(
                                                        i % 3 == 0
                                                                ? whole.toString()
                                                                : folder.resolve("missing-" + i % 3 + ".tar")
                                                                        .toString())));
                                        readahead.before(new InShard("p", Optional.empty()));
                                        return i;
                                    },
                                    done -> {}))
                    .doesNotThrowAnyException();
        }
    }
}
