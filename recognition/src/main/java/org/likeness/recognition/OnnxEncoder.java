package org.likeness.recognition;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.FaceImage;
import org.likeness.model.EncoderModel;
import org.likeness.recognition.session.InferenceSession;

/** An encoder in ONNX Runtime. Thread-safe, including {@code close}. */
public final class OnnxEncoder implements FaceEncoder {
    private static final int LARGEST_BATCH = 64;

    private final EncoderModel model;
    private final InferenceSession session;

    private OnnxEncoder(EncoderModel model, InferenceSession session) {
        this.model = model;
        this.session = session;
    }

    /**
     * Loads an encoder with as many threads as the machine has cores: for batches of one caller. Where many callers embed single faces at the
     * same time, one thread each takes less of the processor.
     *
     * @throws LikenessException if the file is missing, broken or not an encoder
     */
    public static OnnxEncoder load(Path file) {
        return load(file, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Loads an encoder.
     *
     * @param threads of one batch's computation, at least 1
     * @throws LikenessException if the file is missing, broken or not an encoder
     */
    public static OnnxEncoder load(Path file, int threads) {
        return of(file.toString(), EncoderModel.read(file), threads);
    }

    /**
     * Opens an encoder that is in memory.
     *
     * @param threads of one batch's computation, at least 1
     * @throws LikenessException if ONNX Runtime refuses its graph
     */
    public static OnnxEncoder of(EncoderModel model, int threads) {
        return of("the graph", model, threads);
    }

    private static OnnxEncoder of(String name, EncoderModel model, int threads) {
        return new OnnxEncoder(model, InferenceSession.of(name, model.graph(), threads, false));
    }

    /** The file's contents. */
    public EncoderModel model() {
        return model;
    }

    @Override
    public EncoderSpec spec() {
        return model.spec();
    }

    @Override
    public EncoderId space() {
        return model.space();
    }

    /**
     * {@inheritDoc}
     *
     * @throws LikenessException         if ONNX Runtime cannot run the graph, or what it gives is no embedding
     * @throws IllegalStateException if the encoder is closed
     */
    @Override
    public List<Embedding> embed(List<FaceImage> faces) {
        List<Embedding> embeddings = new ArrayList<>(faces.size());
        for (int start = 0; start < faces.size(); start += LARGEST_BATCH) {
            embeddings.addAll(batch(faces.subList(start, Math.min(start + LARGEST_BATCH, faces.size()))));
        }
        return embeddings;
    }

    private List<Embedding> batch(List<FaceImage> faces) {
        EncoderSpec spec = spec();
        long[] shape = {faces.size(), 3, spec.inputHeight(), spec.inputWidth()};
        Map<String, float[]> outputs = session.run(shape, input -> write(faces, input));
        return embeddings(outputs.values().iterator().next(), faces.size());
    }

    private void write(List<FaceImage> faces, FloatBuffer input) {
        float[] planes = new float[FaceInput.size(spec())];
        for (FaceImage face : faces) {
            FaceInput.write(face, spec(), planes, 0);
            input.put(planes);
        }
    }

    private List<Embedding> embeddings(float[] values, int count) {
        int size = spec().embeddingSize();
        if (values.length != count * size) {
            throw LikenessException.corrupt(String.format(
                    Locale.ROOT,
                    "encoder %s gives %d numbers for %d pictures: [%d, %d] are expected",
                    space().brief(),
                    values.length,
                    count,
                    count,
                    size));
        }
        List<Embedding> embeddings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] row = Arrays.copyOfRange(values, i * size, (i + 1) * size);
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw LikenessException.corrupt(String.format(
                            Locale.ROOT,
                            "encoder %s gives the embedding %s: its weights are invalid; train or download it again",
                            space().brief(),
                            value));
                }
            }
            embeddings.add(new Embedding(space(), row));
        }
        return embeddings;
    }

    /** Waits for embeddings that are being computed; a second time does nothing. */
    @Override
    public void close() {
        session.close();
    }
}
