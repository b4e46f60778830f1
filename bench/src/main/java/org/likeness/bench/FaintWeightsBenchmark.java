package org.likeness.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.likeness.core.statistics.Median;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.FaintWeights;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;

/**
 * Encoders as they are stored, and with zeros for their {@link FaintWeights}, in ONNX Runtime on one thread, in turn: processor milliseconds of
 * a random picture, and the largest difference of their embeddings; and how many weights are faint. Arguments: encoders.
 */
public final class FaintWeightsBenchmark {
    private static final int RUNS = 31;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    private FaintWeightsBenchmark() {}

    public static void main(String[] arguments) throws OrtException {
        var benchmark = new FaintWeightsBenchmark();
        for (String file : arguments) {
            benchmark.run(Path.of(file));
        }
    }

    private void run(Path file) throws OrtException {
        EncoderModel model = EncoderModel.read(file);
        OnnxGraph zeroed = FaintWeights.zeroed(model.graph());
        long[] shape = {1, 3, model.spec().inputHeight(), model.spec().inputWidth()};
        float[] picture = new float[(int) (shape[1] * shape[2] * shape[3])];
        SplittableRandom random = new SplittableRandom(1);
        double[] stored = new double[RUNS];
        double[] zeros = new double[RUNS];
        double difference = 0;
        try (OrtSession.SessionOptions options = options();
                OrtSession as = environment.createSession(GraphWriter.bytes(model.graph()), options);
                OrtSession without = environment.createSession(GraphWriter.bytes(zeroed), options)) {
            for (int run = -1; run < RUNS; run++) { // the first one to warm up
                for (int i = 0; i < picture.length; i++) {
                    picture[i] = (float) random.nextGaussian();
                }
                int place = Math.max(0, run);
                float[] one = embedding(as, picture, shape, stored, place);
                float[] other = embedding(without, picture, shape, zeros, place);
                for (int i = 0; i < one.length; i++) {
                    difference = Math.max(difference, Math.abs(one[i] - other[i]));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d faint weights, %,d of them subnormal; %.1f ms as stored (%.1f to %.1f), %.1f with zeros (%.1f to %.1f), embeddings %.1e apart%n",
                file.getFileName(),
                faint(model.graph(), zeroed, Float.MAX_VALUE),
                faint(model.graph(), zeroed, Float.MIN_NORMAL),
                Median.of(stored),
                Sample.least(stored),
                Sample.most(stored),
                Median.of(zeros),
                Sample.least(zeros),
                Sample.most(zeros),
                difference);
    }

    /** Weights below a limit for which there are zeros. */
    private static long faint(OnnxGraph graph, OnnxGraph zeroed, float limit) {
        long count = 0;
        for (String name : graph.initializers().keySet()) {
            if (graph.initializer(name) instanceof TensorData.Floats before
                    && zeroed.initializer(name) instanceof TensorData.Floats after) {
                for (int i = 0; i < before.values().length; i++) {
                    float value = before.values()[i];
                    count += value != after.values()[i] && Math.abs(value) < limit ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return options;
    }

    private float[] embedding(OrtSession session, float[] picture, long[] shape, double[] times, int place)
            throws OrtException {
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), shape)) {
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try (OrtSession.Result result = session.run(Map.of(name, tensor))) {
                times[place] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e6;
                float[] values = ((OnnxTensor) result.get(0)).getFloatBuffer().array();
                return Arrays.copyOf(values, values.length);
            }
        }
    }
}
