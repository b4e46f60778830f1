package org.likeness.recognition;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.likeness.core.UserException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.FaceImage;
import org.likeness.model.EncoderModel;

/** An encoder's file in ONNX Runtime. May be used by several threads at once. */
public final class OnnxEncoder implements FaceEncoder {
    private static final int LARGEST_BATCH = 64;

    private final EncoderModel model;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxEncoder(EncoderModel model, OrtEnvironment environment, OrtSession session) {
        this.model = model;
        this.environment = environment;
        this.session = session;
    }

    /**
     * Loads an encoder with as many threads as the machine has cores.
     *
     * @throws UserException if the file is missing, broken or not an encoder
     */
    public static OnnxEncoder load(Path file) {
        return load(file, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Loads an encoder.
     *
     * @param threads of one batch's computation, at least 1
     * @throws UserException if the file is missing, broken or not an encoder
     */
    public static OnnxEncoder load(Path file, int threads) {
        EncoderModel model = EncoderModel.read(file);
        try {
            return of(model, threads);
        } catch (UserException e) {
            throw new UserException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Opens an encoder that is in memory.
     *
     * @param threads of one batch's computation, at least 1
     * @throws UserException if ONNX Runtime refuses its graph
     */
    public static OnnxEncoder of(EncoderModel model, int threads) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = options(threads)) {
            return new OnnxEncoder(model, environment, environment.createSession(model.bytes(), options));
        } catch (OrtException e) {
            throw new UserException("ONNX Runtime refuses the graph: " + firstLine(e), e);
        }
    }

    static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // What fails arrives as an exception, with the same words.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
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
        int picture = 3 * spec.inputHeight() * spec.inputWidth();
        float[] input = new float[faces.size() * picture];
        for (int i = 0; i < faces.size(); i++) {
            FaceInput.write(faces.get(i), spec, input, i * picture);
        }
        long[] shape = {faces.size(), 3, spec.inputHeight(), spec.inputWidth()};
        String name = model.graph().inputs().get(0).name();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OrtSession.Result result = session.run(Map.of(name, tensor))) {
            return embeddings((OnnxTensor) result.get(0), faces.size());
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "ONNX Runtime failed on a batch of %d: %s".formatted(faces.size(), firstLine(e)), e);
        }
    }

    private List<Embedding> embeddings(OnnxTensor output, int count) {
        int size = spec().embeddingSize();
        FloatBuffer values = output.getFloatBuffer();
        if (values == null || values.remaining() != count * size) {
            throw new UserException("encoder %s gives %s for %d pictures: [%d, %d] floats are due"
                    .formatted(space().brief(), output.getInfo(), count, count, size));
        }
        List<Embedding> embeddings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] row = new float[size];
            values.get(row);
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new UserException(
                            "encoder %s gives the embedding %s: its weights are broken; train or fetch it anew"
                                    .formatted(space().brief(), value));
                }
            }
            embeddings.add(new Embedding(space(), row));
        }
        return embeddings;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    static String firstLine(OrtException e) {
        String message = e.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse(message);
    }
}
