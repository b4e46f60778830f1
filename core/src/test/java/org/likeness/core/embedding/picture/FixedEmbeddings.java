package org.likeness.core.embedding.picture;

import java.util.ArrayList;
import java.util.List;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceImage;

/** Embeddings that a test has chosen. */
public final class FixedEmbeddings {
    private static final EncoderId SPACE = new EncoderId("0".repeat(64));

    private FixedEmbeddings() {}

    /** One row a picture, in the order of the pictures. */
    public static PictureEmbeddings of(List<Picture> pictures, float[][] rows) {
        FaceEncoder encoder = new FaceEncoder() {
            private int next;

            @Override
            public EncoderSpec spec() {
                throw new UnsupportedOperationException("nobody asks");
            }

            @Override
            public EncoderId space() {
                return SPACE;
            }

            @Override
            public List<Embedding> embed(List<FaceImage> faces) {
                List<Embedding> embeddings = new ArrayList<>();
                faces.forEach(face -> embeddings.add(new Embedding(SPACE, rows[next++])));
                return embeddings;
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
        return PictureEmbeddings.of(pictures, encoder, done -> {});
    }
}
