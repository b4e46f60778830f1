package org.likeness.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.FaceImage;
import org.likeness.model.graph.FaintWeights;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.GraphWriter;

/** A YuNet and an encoder in ONNX Runtime on inputs that are ready, on the calling thread: the least that recognition takes. */
final class NetworksAlone implements AutoCloseable {
    private static final int PADDING = 32; // YuNet takes sides that are multiples of it

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final EncoderSpec spec;
    private final OrtSession encoder;
    private final OrtSession detector;

    NetworksAlone(Path encoder, EncoderSpec spec, Path detector) throws OrtException {
        this.spec = spec;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.detector = session(detector, options);
            this.encoder = session(encoder, options);
        }
    }

    /** Computes with the same numbers as recognition does. */
    private OrtSession session(Path network, OrtSession.SessionOptions options) throws OrtException {
        return environment.createSession(GraphWriter.bytes(FaintWeights.zeroed(GraphReader.read(network))), options);
    }

    @Override
    public void close() throws OrtException {
        encoder.close();
        detector.close();
    }

    /** Nanoseconds of the processor, pictures one by one. */
    double detector(List<FaceImage> pictures) throws OrtException {
        long total = 0;
        for (FaceImage picture : pictures) {
            int width = (picture.width() + PADDING - 1) / PADDING * PADDING;
            int height = (picture.height() + PADDING - 1) / PADDING * PADDING;
            float[] planes = new float[3 * width * height];
            for (int i = 0; i < picture.rgb().length; i++) {
                int pixel = i / 3;
                int row = pixel / picture.width();
                planes[(2 - i % 3) * width * height + row * width + pixel % picture.width()] = picture.rgb()[i] & 0xff;
            }
            total += nanoseconds(detector, planes, 1, 3, height, width);
        }
        return total;
    }

    /** Nanoseconds of the processor, all faces in one batch. */
    double encoder(List<FaceImage> faces) throws OrtException {
        float[] input = new float[faces.size() * FaceInput.size(spec)];
        for (int i = 0; i < faces.size(); i++) {
            FaceInput.write(faces.get(i), spec, input, i * FaceInput.size(spec));
        }
        return nanoseconds(encoder, input, faces.size(), 3, spec.inputHeight(), spec.inputWidth());
    }

    private long nanoseconds(OrtSession session, float[] input, long... shape) throws OrtException {
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape)) {
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            session.run(Map.of(name, tensor)).close();
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
        }
    }
}
