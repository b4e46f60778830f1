package org.likeness.core.embedding;

import java.util.ArrayList;
import java.util.List;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;

/**
 * An encoder whose embedding of a face is the mean of the embeddings of the face and its mirror image, normalized to length 1 if embeddings
 * are normalized. These embeddings are in a space of their own, {@link EncoderId#mirrored()}: their distances are smaller than those of
 * single faces, so thresholds and galleries are not shared.
 */
public final class MirrorEncoder implements FaceEncoder {
    private static final double LEAST_LENGTH = 1e-12;

    private final FaceEncoder encoder;

    /** @param encoder closed with this one */
    public MirrorEncoder(FaceEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public EncoderSpec spec() {
        return encoder.spec();
    }

    @Override
    public EncoderId space() {
        return encoder.space().mirrored();
    }

    @Override
    public boolean mirrors() {
        return true;
    }

    @Override
    public List<Embedding> embed(List<FaceImage> faces) {
        List<Embedding> plain = encoder.embed(faces);
        List<Embedding> mirrored =
                encoder.embed(faces.stream().map(Resampler::mirrored).toList());
        List<Embedding> means = new ArrayList<>(faces.size());
        for (int i = 0; i < faces.size(); i++) {
            means.add(new Embedding(
                    space(), mean(plain.get(i).values(), mirrored.get(i).values())));
        }
        return means;
    }

    private float[] mean(float[] a, float[] b) {
        double divisor = spec().normalized() ? Math.max(length(a, b), LEAST_LENGTH) : 2;
        float[] mean = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            mean[i] = (float) ((a[i] + b[i]) / divisor);
        }
        return mean;
    }

    private static double length(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow((double) a[i] + b[i], 2);
        }
        return Math.sqrt(squares);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
