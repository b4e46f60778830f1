package org.likeness.recognition.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.likeness.core.UserException;

/**
 * A network in ONNX Runtime that takes one tensor of floats. May be used by several threads at once.
 *
 * <p>What a network takes is written into memory outside of Java's, which is kept for the next time: to ask for a megabyte anew
 * for each picture, and to have it cleared, costs a tenth of a small network's own time.
 */
public final class InferenceSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, long[]> inputs;
    private final Map<String, long[]> outputs;
    private final Queue<FloatBuffer> idle = new ConcurrentLinkedQueue<>();

    private InferenceSession(OrtEnvironment environment, OrtSession session) throws OrtException {
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
     * @param name    what it is called in messages
     * @param onnx    the whole file
     * @param threads of one run's computation, at least 1
     * @param anySize whether it will be run on inputs of many sizes; a plan of its memory is then not kept for each
     * @throws UserException if ONNX Runtime refuses it
     */
    public static InferenceSession of(String name, byte[] onnx, int threads, boolean anySize) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(!anySize);
            // What fails arrives as an exception, with the same words.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return new InferenceSession(environment, environment.createSession(onnx, options));
        } catch (OrtException e) {
            throw new UserException("ONNX Runtime refuses %s: %s".formatted(name, firstLine(e)), e);
        }
    }

    /** The declared sizes of what it takes, by name; −1 where a size is dynamic, none at all where it is no tensor. */
    public Map<String, long[]> inputs() {
        return inputs;
    }

    /** The declared sizes of what it gives, as those of {@link #inputs}. */
    public Map<String, long[]> outputs() {
        return outputs;
    }

    /**
     * Runs the network.
     *
     * @param shape of its one input
     * @param fill  writes as many numbers as the product of the shape into the buffer, from its beginning on
     * @return the numbers of each output, by name
     * @throws OrtException  if it cannot be run on that shape
     * @throws UserException if an output is no tensor of floats
     */
    public Map<String, float[]> run(long[] shape, Consumer<FloatBuffer> fill) throws OrtException {
        long size = 1;
        for (long side : shape) {
            size = Math.multiplyExact(size, side);
        }
        FloatBuffer memory = memory(Math.toIntExact(size));
        try {
            FloatBuffer input = memory.slice(0, (int) size);
            fill.accept(input);
            if (input.hasRemaining()) { // what was there before would be taken for the rest
                throw new IllegalStateException("%d of %d numbers were not written".formatted(input.remaining(), size));
            }
            String name = inputs.keySet().iterator().next();
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input.rewind(), shape);
                    OrtSession.Result result = session.run(Map.of(name, tensor))) {
                Map<String, float[]> numbers = new TreeMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    numbers.put(output.getKey(), floats(output.getKey(), output.getValue()));
                }
                return numbers;
            }
        } finally {
            idle.add(memory);
        }
    }

    /** What somebody used before, if it is large enough; what is too small goes. */
    private FloatBuffer memory(int size) {
        FloatBuffer used = idle.poll();
        return used != null && used.capacity() >= size
                ? used
                : ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
    }

    private static float[] floats(String output, OnnxValue value) {
        FloatBuffer buffer = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (buffer == null) {
            throw new UserException("the output \"%s\" is no tensor of floats".formatted(output));
        }
        float[] numbers = new float[buffer.remaining()];
        buffer.get(numbers);
        return numbers;
    }

    private static Map<String, long[]> shapes(Map<String, NodeInfo> nodes) {
        Map<String, long[]> shapes = new TreeMap<>();
        nodes.forEach((name, node) ->
                shapes.put(name, node.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0]));
        return shapes;
    }

    /** What ONNX Runtime says, without the places in its own sources. */
    public static String firstLine(OrtException e) {
        String message = e.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse(message);
    }

    @Override
    public void close() {
        idle.clear();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
