package org.likeness.app.cli.recognize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.likeness.api.service.EmbeddingsAnswer;
import org.likeness.api.service.EmbeddingsAnswer.EmbeddedFace;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.export.EmbeddingsFile;

/** The rows that the answers of a server give, kept as single precision as the answers come. */
final class ServedEmbeddings {
    private final List<EmbeddingsFile.Row> rows = new ArrayList<>();
    private Optional<EncoderId> space = Optional.empty();
    private int groups;

    /** @throws SpaceMismatchException if another encoder than before has answered */
    void add(EmbeddingsAnswer answer) {
        EncoderId answering = new EncoderId(answer.space());
        EncoderId first = space.orElse(answering);
        if (!answering.equals(first)) {
            throw new SpaceMismatchException(String.format(
                    Locale.ROOT,
                    "the server's encoder was %s, and has become %s: nothing was written; embed all pictures again",
                    first.brief(),
                    answering.brief()));
        }
        space = Optional.of(first);
        for (EmbeddedFace face : answer.faces()) {
            rows.add(new EmbeddingsFile.Row(face.used().picture(), embedding(first, face.embedding())));
            groups += Objects.requireNonNullElse(face.used().faceCount(), 1) > 1 ? 1 : 0;
        }
    }

    private static Embedding embedding(EncoderId space, List<Double> numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return new Embedding(space, values);
    }

    /** Of the encoder, 64 hexadecimal digits; empty if the server has answered nothing. */
    String space() {
        return space.map(EncoderId::sha256).orElse("");
    }

    List<EmbeddingsFile.Row> rows() {
        return rows;
    }

    /** Pictures with several faces. */
    int groups() {
        return groups;
    }
}
