package org.likeness.bench;

import java.nio.file.Path;
import java.util.List;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.recognition.OnnxEncoder;

/**
 * Embeddings of pictures by one encoder.
 *
 * @param file        of the encoder
 * @param embeddings  in the order of the pictures
 * @param calibration of its validation people
 */
record EncodedFaces(Path file, List<Embedding> embeddings, Calibration calibration) {
    /** Embeds pictures, all of which must be readable. */
    static EncodedFaces of(Path file, List<Picture> pictures) {
        try (OnnxEncoder encoder = OnnxEncoder.load(file)) {
            PictureEmbeddings embedded = PictureEmbeddings.of(pictures, encoder, done -> {});
            List<Embedding> embeddings = pictures.stream()
                    .map(picture ->
                            new Embedding(encoder.space(), embedded.of(picture).orElseThrow()))
                    .toList();
            return new EncodedFaces(
                    file, embeddings, encoder.spec().calibration().orElseThrow());
        }
    }

    /** Each [D]. */
    float[][] rows() {
        return embeddings.stream().map(Embedding::values).toArray(float[][]::new);
    }
}
