package org.likeness.app.cli.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.likeness.api.recognition.UsedFace;
import org.likeness.api.service.EmbeddingsAnswer;
import org.likeness.api.service.EmbeddingsAnswer.EmbeddedFace;
import org.likeness.core.embedding.SpaceMismatchException;

class ServedEmbeddingsTest {
    private static final String SPACE = "0".repeat(64);

    private static EmbeddingsAnswer answer(String space, String picture, @Nullable Integer faces) {
        return new EmbeddingsAnswer(
                space, List.of(new EmbeddedFace(new UsedFace(picture, faces, null), List.of(0.6, 0.8))), List.of());
    }

    @Test
    void answersBecomeRowsInTheirOrder() {
        ServedEmbeddings served = new ServedEmbeddings();
        assertThat(served.space()).isEmpty();
        served.add(answer(SPACE, "b.jpg", 2));
        served.add(answer(SPACE, "a.jpg", null));
        assertThat(served.space()).isEqualTo(SPACE);
        assertThat(served.rows()).extracting(row -> row.picture()).containsExactly("b.jpg", "a.jpg");
        assertThat(served.rows().get(0).embedding().values()).containsExactly(0.6f, 0.8f);
        assertThat(served.groups()).isEqualTo(1);
    }

    @Test
    void anotherEncoderMeanwhileIsRefused() {
        ServedEmbeddings served = new ServedEmbeddings();
        served.add(answer(SPACE, "a.jpg", null));
        assertThatThrownBy(() -> served.add(answer("1".repeat(64), "b.jpg", null)))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessage(
                        "the server's encoder was 00000000, and has become 11111111: nothing was written; embed all pictures again");
    }
}
