package org.likeness.recognition.detection;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.likeness.core.UserException;

/** A network of one input in ONNX Runtime, with arrays on both sides. May be used by several threads at once. */
final class DetectionNetwork implements AutoCloseable {
    private final Path file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, long[]> inputs;
    private final Map<String, long[]> outputs;

    private DetectionNetwork(Path file, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.file = file;
        this.environment = environment;
        this.session = session;
        try {
            this.inputs = shapes(session.getInputInfo());
            this.outputs = shapes(session.getOutputInfo());
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Loads a network.
     *
     * @param threads of one picture's computation, at least 1
     * @throws UserException if the file is missing or ONNX Runtime refuses it
     */
    static DetectionNetwork load(Path file, int threads) {
        if (!Files.isRegularFile(file)) {
            throw new UserException("%s: no such file; a network in ONNX is wanted".formatted(file));
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false); // it keeps a plan for every size of picture it has met
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return new DetectionNetwork(file, environment, environment.createSession(file.toString(), options));
        } catch (OrtException e) {
            throw new UserException("%s: ONNX Runtime refuses it: %s".formatted(file, firstLine(e)), e);
        }
    }

    /** Where it came from, for messages. */
    Path file() {
        return file;
    }

    /** The names of what it gives. */
    List<String> outputs() {
        return List.copyOf(outputs.keySet());
    }

    /** The declared sizes of an output; −1 where a size is dynamic. */
    long[] output(String name) {
        long[] shape = outputs.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("%s gives no \"%s\"".formatted(file, name));
        }
        return shape.clone();
    }

    /** The declared sizes of the one input, −1 where a size is dynamic; empty if there is not one input, or it is no tensor. */
    long[] input() {
        return inputs.size() == 1 ? inputs.values().iterator().next().clone() : new long[0];
    }

    /**
     * Whether it takes one picture at a time, [1, channels, H, W].
     *
     * @param isSide whether H and W may be so many; −1 is any
     */
    boolean takesOnePicture(int channels, LongPredicate isSide) {
        long[] input = input();
        return input.length == 4
                && (input[0] == 1 || input[0] == -1)
                && input[1] == channels
                && isSide.test(input[2])
                && isSide.test(input[3]);
    }

    /** What it takes and gives, in a few words. */
    String describe() {
        return "takes %s and gives %s".formatted(describe(inputs), describe(outputs));
    }

    /**
     * Runs the network.
     *
     * @param values as many as the product of the shape
     * @param shape  of the input
     * @return the numbers of each output, by name
     * @throws UserException if the network cannot run on that shape, or gives anything but finite numbers
     */
    Map<String, float[]> run(float[] values, long... shape) {
        String name = inputs.keySet().iterator().next();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(name, tensor))) {
            Map<String, float[]> numbers = new HashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                numbers.put(output.getKey(), finite(output.getKey(), output.getValue()));
            }
            return numbers;
        } catch (OrtException e) {
            throw new UserException(
                    "%s: ONNX Runtime cannot run it on %s: %s".formatted(file, Arrays.toString(shape), firstLine(e)),
                    e);
        }
    }

    private float[] finite(String output, OnnxValue value) {
        FloatBuffer buffer = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (buffer == null) {
            throw new UserException("%s gives \"%s\", which is no tensor of floats".formatted(file, output));
        }
        float[] numbers = new float[buffer.remaining()];
        buffer.get(numbers);
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw new UserException("%s gives the number %s in \"%s\": its weights are broken; fetch it anew"
                        .formatted(file, number, output));
            }
        }
        return numbers;
    }

    private static Map<String, long[]> shapes(Map<String, NodeInfo> nodes) {
        Map<String, long[]> shapes = new HashMap<>();
        nodes.forEach((name, node) ->
                shapes.put(name, node.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0]));
        return shapes;
    }

    private static String describe(Map<String, long[]> shapes) {
        List<String> words = new ArrayList<>();
        shapes.forEach((name, shape) -> words.add(name + " " + Arrays.toString(shape)));
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String firstLine(OrtException e) {
        String message = e.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse(message);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
