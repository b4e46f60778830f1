package org.likeness.recognition.detection;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.GraphReader;
import org.likeness.recognition.session.InferenceSession;

/** A detection network for one picture at a time. Thread-safe. */
final class DetectionNetwork implements AutoCloseable {
    /** Scores, fractions of a picture and sizes in cells are far below. */
    private static final int LARGEST_NUMBER = 1_000_000;

    private final Path file;
    private final InferenceSession session;

    private DetectionNetwork(Path file, InferenceSession session) {
        this.file = file;
        this.session = session;
    }

    /**
     * Loads a network.
     *
     * @param threads of one picture's computation, at least 1
     * @throws LikenessException if the file is missing, or refused by {@link GraphReader} or by ONNX Runtime
     */
    static DetectionNetwork load(Path file, int threads) {
        if (Files.notExists(file)) {
            throw LikenessException.notFound(
                    String.format(Locale.ROOT, "%s: no such file; a network in ONNX is expected", file));
        }
        return new DetectionNetwork(file, InferenceSession.of(file.toString(), GraphReader.read(file), threads, true));
    }

    /** Where it came from, for messages. */
    Path file() {
        return file;
    }

    /** The names of what it gives. */
    List<String> outputs() {
        return List.copyOf(session.outputs().keySet());
    }

    /** The declared sizes of an output; −1 where a size is dynamic. */
    long[] output(String name) {
        long[] shape = session.outputs().get(name);
        if (shape == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s gives no \"%s\"", file, name));
        }
        return shape.clone();
    }

    /** The declared sizes of the one input, −1 where a size is dynamic; empty if there is not one input, or it is no tensor. */
    long[] input() {
        Map<String, long[]> inputs = session.inputs();
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

    /** @throws LikenessException if a size of pictures is asked for, which this network's own size does not admit */
    void requireOwnSize(OptionalInt asked) {
        if (asked.isPresent()) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s takes pictures of %d×%d pixels only, and a detection size of %d was asked for: omit it; in tiles, this detector sees small faces, too",
                    file,
                    input()[3],
                    input()[2],
                    asked.getAsInt()));
        }
    }

    /** What it takes and gives, in a few words. */
    String describe() {
        return String.format(
                Locale.ROOT, "takes %s and gives %s", describe(session.inputs()), describe(session.outputs()));
    }

    /**
     * Runs the network.
     *
     * @param shape of the input
     * @param fill  writes the input, as many numbers as the product of the shape
     * @return the numbers of each output, by name
     * @throws LikenessException if the network cannot run on that shape, or gives numbers beyond ±10⁶
     */
    Map<String, float[]> run(long[] shape, Consumer<FloatBuffer> fill) {
        Map<String, float[]> outputs = session.run(shape, fill);
        outputs.forEach(this::requireSound);
        return outputs;
    }

    /** A finite number may still be one with which places overflow. */
    private void requireSound(String output, float[] numbers) {
        for (float number : numbers) {
            if (!(Math.abs(number) <= LARGEST_NUMBER)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s gives the number %s in \"%s\", beyond the plausible ±%,d: its weights are invalid; download it again",
                        file,
                        number,
                        output,
                        LARGEST_NUMBER));
            }
        }
    }

    private static String describe(Map<String, long[]> shapes) {
        List<String> words = new ArrayList<>();
        shapes.forEach((name, shape) -> words.add(name + " " + Arrays.toString(shape)));
        return String.join(", ", words);
    }

    @Override
    public void close() {
        session.close();
    }
}
