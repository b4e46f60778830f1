package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.store.SqliteGallery;

/** An answer that is lost is an error, whichever command gave it. */
class AnswerTest {
    @TempDir
    private Path folder;

    private Path gallery;

    @BeforeEach
    void enrollAnn() {
        gallery = folder.resolve("staff.db");
        EncoderId space = new EncoderId("1".repeat(64));
        try (SqliteGallery opened = SqliteGallery.open(gallery, space, FaceExtraction.CUT_OUT)) {
            opened.enroll(
                    PersonDetails.named("ann"), List.of(NewFace.of(new Embedding(space, new float[] {1}), "ann.jpg")));
        }
    }

    /** Fails after some bytes. */
    private static OutputStream failing(int room, String reason) {
        return new OutputStream() {
            private int left = room;

            @Override
            public void write(int octet) throws IOException {
                if (left-- == 0) {
                    throw new IOException(reason);
                }
            }
        };
    }

    private static CommandRun answer(OutputStream stream, String... arguments) {
        StringWriter err = new StringWriter();
        int code = Likeness.answer(stream, new PrintWriter(err, true), arguments);
        return new CommandRun(code, "", err.toString());
    }

    private List<String[]> commands() {
        return List.of(
                new String[] {"gallery", "list", "--gallery", gallery.toString()},
                new String[] {"gallery", "list", "--gallery", gallery.toString(), "--json"},
                new String[] {"models", "list"},
                new String[] {"--help"},
                new String[] {"help", "train"},
                new String[] {"completion"},
                new String[] {});
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void aFullDiskBehindStandardOutputIsAMistakeInOneLine(int room) {
        for (String[] command : commands()) {
            answer(failing(room, "No space left on device"), command)
                    .assertMistake("the output could not be written to standard output", "No space left on device");
        }
    }

    @Test
    void aReaderThatLeavesEarlyIsNoReasonToComplain() {
        for (String[] command : commands()) {
            CommandRun run = answer(failing(5, "Broken pipe"), command);
            assertThat(run.code()).as(String.join(" ", command)).isEqualTo(Likeness.READER_GONE);
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void anAnswerThatArrivesEndsWithZero() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        CommandRun run = answer(stream, "gallery", "list", "--gallery", gallery.toString());
        run.assertDone();
        assertThat(stream.toString(StandardCharsets.UTF_8)).contains("1 people", "ann, #1, 1 face");
    }

    @Test
    void aMistakeStaysOneWhereNothingIsAnswered() {
        CommandRun run = answer(failing(0, "No space left on device"), "gallery", "list", "--gallery", "none.db");
        run.assertMistake("none.db: no such gallery");
    }

    @Test
    void tooLittleMemoryIsSaidWithTheWayOut() {
        Writer small = new Writer() {
            @Override
            public void write(char[] letters, int from, int count) {
                throw new OutOfMemoryError("Java heap space");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        int code = Likeness.run(
                new PrintWriter(small), new PrintWriter(err, true), "gallery", "list", "--gallery", gallery.toString());
        new CommandRun(code, "", err.toString())
                .assertMistake("out of memory", "Java heap space", "LIKENESS_JAVA_OPTIONS=-Xmx");
    }

    @Test
    void whatAThreadRanOutOfIsFoundBehindWhatItCaused() {
        assertThat(ErrorMessages.describe(new CompletionException(new OutOfMemoryError("Java heap space"))))
                .hasValueSatisfying(line -> assertThat(line.detail()).contains("out of memory"));
        assertThat(ErrorMessages.describe(new IllegalStateException(new StackOverflowError())))
                .hasValueSatisfying(line -> assertThat(line.detail()).contains("nested too deeply"));
        assertThat(ErrorMessages.describe(new IllegalStateException("a bug"))).isEmpty();
    }
}
