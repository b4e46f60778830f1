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
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.model.graph.FaintWeights;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.OnnxGraph;

/**
 * A network in ONNX Runtime with one float tensor as input. Thread-safe; {@code close} waits for running calls, because ONNX Runtime would
 * otherwise access freed memory.
 *
 * <p>Inputs are written to native memory that is reused: allocating and clearing a megabyte for each picture costs a tenth of the time of a
 * small network.
 */
public final class InferenceSession implements AutoCloseable {
    /** How ONNX Runtime names the node that fails. */
    private static final Pattern FAILING_NODE = Pattern.compile(
            ".*while running (?<operator>\\S+) node\\. Name:'(?<node>.*?)' Status Message: (?<reason>.*)",
            Pattern.DOTALL);

    /** Where in its own sources ONNX Runtime found a mistake, before what it says. */
    private static final Pattern SOURCE = Pattern.compile("^\\S*/onnxruntime/\\S*\\.(?:cc|h):\\d+ .*?\\) ");

    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, long[]> inputs;
    private final Map<String, long[]> outputs;
    private final Queue<FloatBuffer> idle = new ConcurrentLinkedQueue<>();

    /** Runs share it; closing has it alone. */
    private final ReadWriteLock life = new ReentrantReadWriteLock();

    private boolean closed;

    private InferenceSession(String name, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.name = name;
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
     * The release of ONNX Runtime, which is loaded for that.
     *
     * @throws LikenessException if there is none for this platform
     */
    public static String runtimeRelease() {
        return NativeRuntime.environment().getVersion();
    }

    /**
     * Loads a network. {@link FaintWeights} are zeros for it.
     *
     * @param name    what it is called in messages
     * @param graph   as it was read by {@link org.likeness.model.graph.GraphReader}, or made of such a one: ONNX Runtime trusts it
     * @param threads of one run's computation, at least 1
     * @param anySize whether it will be run on inputs of many sizes; a plan of its memory is then not kept for each
     * @throws LikenessException if ONNX Runtime refuses it
     */
    public static InferenceSession of(String name, OnnxGraph graph, int threads, boolean anySize) {
        OrtEnvironment environment = NativeRuntime.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(!anySize);
            // What fails arrives as an exception, with the same words.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return new InferenceSession(
                    name,
                    environment,
                    environment.createSession(GraphWriter.bytes(FaintWeights.zeroed(graph)), options));
        } catch (OrtException e) {
            throw LikenessException.unsupported(
                    String.format(Locale.ROOT, "ONNX Runtime rejects %s: %s", name, reason(e)), e);
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
     * @throws LikenessException         if it cannot be run on that shape, or if an output is no tensor of floats
     * @throws IllegalStateException if the session is closed
     */
    public Map<String, float[]> run(long[] shape, Consumer<FloatBuffer> fill) {
        long size = 1;
        for (long side : shape) {
            size = Math.multiplyExact(size, side);
        }
        FloatBuffer memory = memory(Math.toIntExact(size));
        try {
            FloatBuffer input = memory.slice(0, (int) size);
            fill.accept(input);
            if (input.hasRemaining()) { // what was there before would be taken for the rest
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "%d of %d numbers were not written", input.remaining(), size));
            }
            return run(shape, input.rewind());
        } finally {
            idle.add(memory);
        }
    }

    private Map<String, float[]> run(long[] shape, FloatBuffer input) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(String.format(Locale.ROOT, "%s is closed", name));
            }
            String only = inputs.keySet().iterator().next();
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
                    OrtSession.Result result = session.run(Map.of(only, tensor))) {
                Map<String, float[]> numbers = new TreeMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    numbers.put(output.getKey(), floats(output.getKey(), output.getValue()));
                }
                return numbers;
            }
        } catch (OrtException e) {
            throw LikenessException.unsupported(
                    String.format(
                            Locale.ROOT,
                            "%s: ONNX Runtime cannot run it on %s: %s",
                            name,
                            Arrays.toString(shape),
                            reason(e)),
                    e);
        } finally {
            life.readLock().unlock();
        }
    }

    /** What another run used before, if it is large enough; what is too small goes. */
    private FloatBuffer memory(int size) {
        FloatBuffer used = idle.poll();
        return used != null && used.capacity() >= size
                ? used
                : ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
    }

    private float[] floats(String output, OnnxValue value) {
        FloatBuffer buffer = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (buffer == null) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%s: the output \"%s\" is not a float tensor", name, output));
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

    /** What ONNX Runtime says, with the node at fault first and without the places in its own sources. */
    static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage());
        Matcher failing = FAILING_NODE.matcher(message);
        String said = failing.matches()
                ? String.format(
                        Locale.ROOT,
                        "node \"%s\" (%s): %s",
                        failing.group("node"),
                        failing.group("operator"),
                        SOURCE.matcher(failing.group("reason")).replaceFirst(""))
                : message;
        return Printable.firstLine(said);
    }

    /** Waits for the runs that have begun; later ones are refused. A second time does nothing. */
    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                idle.clear();
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            life.writeLock().unlock();
        }
    }
}
