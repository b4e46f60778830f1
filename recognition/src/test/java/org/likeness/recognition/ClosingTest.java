package org.likeness.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;

/** What holds native memory may be closed while other threads use it: they finish, or are refused, and the process lives. */
final class ClosingTest {
    private static final int THREADS = 4;

    @TempDir
    private Path folder;

    /** Something that several threads do until it is refused. */
    private static void requireClosable(AutoCloseable closeable, Runnable use, String refusal) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch begun = new CountDownLatch(THREADS);
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                users.add(threads.submit(() -> {
                    use.run();
                    begun.countDown();
                    while (true) {
                        use.run();
                    }
                }));
            }
            begun.await();
            closeable.close();
            closeable.close();
            for (Future<?> user : users) {
                assertThat(user)
                        .failsWithin(java.time.Duration.ofMinutes(5))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(IllegalStateException.class)
                        .withMessageContaining(refusal);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anEncoderIsClosedWhileOthersEmbed() throws Exception {
        FaceImage face = ImageDecoder.decode(TestEncoders.picture(folder, "face.png", 1));
        for (int round = 0; round < 5; round++) {
            OnnxEncoder encoder = OnnxEncoder.load(TestEncoders.encoder(folder, 1), 1);
            requireClosable(encoder, () -> encoder.embed(List.of(face, face)), "encoder-1.onnx is closed");
        }
    }

    @Test
    void aRecognizerIsClosedWithItsEncoder() throws IOException {
        FaceRecognizer recognizer =
                FaceRecognizer.builder(TestEncoders.encoder(folder, 1)).build();
        Path picture = TestEncoders.picture(folder, "face.png", 1);
        recognizer.embed(PictureSource.of(picture));
        recognizer.close();
        recognizer.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> recognizer.embed(PictureSource.of(picture)))
                .withMessageContaining("is closed");
    }
}
