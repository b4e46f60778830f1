package org.likeness.bench;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.recognition.detection.FaceDetectors;

/**
 * From a photograph's file to an embedding, beside the time that the two networks alone take in ONNX Runtime on inputs that are
 * ready: what decoding, aligning and all else cost on top. Both run on one thread, in turn, on the same pictures. What is measured is the processor's time, on which other programs weigh little.
 *
 * <p>Arguments: the encoder, a YuNet, a folder of pictures of one size, and how many of them; see {@code bench/README.md}.
 */
public final class EndToEndBenchmark implements AutoCloseable {
    private static final int BATCH = 32;

    private final OnnxEncoder encoder;
    private final FaceAcquirer acquirer;
    private final NetworksAlone alone;

    private EndToEndBenchmark(Path encoderFile, Path detector) throws OrtException {
        this.encoder = OnnxEncoder.load(encoderFile, 1);
        EncoderSpec spec = encoder.spec();
        this.acquirer = new AligningAcquirer(
                FaceDetectors.load(detector),
                FaceChoice.CENTER,
                spec.alignment().orElseThrow());
        this.alone = new NetworksAlone(encoderFile, encoder.spec(), detector);
    }

    public static void main(String[] arguments) throws IOException, OrtException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of(arguments[2]))) {
            files = walk.filter(Files::isRegularFile)
                    .sorted()
                    .limit(Integer.parseInt(arguments[3]))
                    .toList();
        }
        try (EndToEndBenchmark benchmark = new EndToEndBenchmark(Path.of(arguments[0]), Path.of(arguments[1]))) {
            benchmark.run(files);
        }
    }

    @Override
    public void close() throws OrtException {
        alone.close();
        acquirer.close();
        encoder.close();
    }

    private void run(List<Path> files) throws OrtException {
        List<double[]> rounds = new ArrayList<>();
        for (int start = 0; start + BATCH <= files.size(); start += BATCH) {
            rounds.add(round(files.subList(start, start + BATCH)));
        }
        List<double[]> warm = rounds.subList(rounds.size() / 4, rounds.size());
        String[] names = {"decode", "detect, align", "encode", "detector alone", "encoder alone", "all / alone"};
        for (int column = 0; column < names.length; column++) {
            int chosen = column;
            double[] sorted =
                    warm.stream().mapToDouble(row -> row[chosen]).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %7.3f (quartiles %.3f to %.3f)%s%n",
                    names[column],
                    sorted[sorted.length / 2],
                    sorted[sorted.length / 4],
                    sorted[sorted.length * 3 / 4],
                    column < 5 ? " ms a picture" : "");
        }
        System.out.printf(
                Locale.ROOT, "%d rounds of %d pictures, a quarter of them to warm up%n", rounds.size(), BATCH);
    }

    /**
     * Milliseconds a picture for each step, and the ratio of all steps to both networks alone. These run before and after: neither finds
     * the caches fuller than the other.
     */
    private double[] round(List<Path> files) throws OrtException {
        List<FaceImage> known = files.stream().map(ImageDecoder::decode).toList();
        List<FaceImage> cutOut = faces(known);
        double detector = alone.detector(known) / 2;
        double network = alone.encoder(cutOut) / 2;
        long begin = processor();
        List<FaceImage> pictures = files.stream().map(ImageDecoder::decode).toList();
        long decoded = processor();
        List<FaceImage> faces = faces(pictures);
        long aligned = processor();
        encoder.embed(faces);
        long encoded = processor();
        detector += alone.detector(known) / 2;
        network += alone.encoder(cutOut) / 2;
        double[] steps = {decoded - begin, aligned - decoded, encoded - aligned, detector, network, 0};
        for (int i = 0; i < 5; i++) {
            steps[i] /= 1e6 * files.size();
        }
        steps[5] = (steps[0] + steps[1] + steps[2]) / (steps[3] + steps[4]);
        return steps;
    }

    private List<FaceImage> faces(List<FaceImage> pictures) {
        List<FaceImage> faces = new ArrayList<>();
        pictures.forEach(picture -> acquirer.acquire(picture).get(0).taken().ifPresent(faces::add));
        return faces;
    }

    /** Time that this thread has computed, in nanoseconds; everything here runs on one. */
    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
