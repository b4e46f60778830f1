package org.likeness.bench;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.IdentifyOptions;
import org.likeness.api.client.Picture;
import org.likeness.api.client.RecognitionClient;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.statistics.Median;
import org.likeness.model.EncoderModel;
import org.likeness.recognition.detection.FaceDetectors;

/**
 * Identifying over HTTP, from a photograph's file to a name: the processor's time that the service takes, beside that of the two networks
 * alone, in turn, on the same photographs. Only photographs with one face are taken, for which both compute the same.
 *
 * <p>Arguments: the service's address, its process id, the encoder, a YuNet, a folder of photographs, and how many of them.
 */
public final class ServedIdentification {
    private static final int ROUND = 32;
    private static final double THRESHOLD = 1.2; // any: what is measured is time

    /** A photograph, its pixels, and its face cut out. */
    private record Photograph(Picture file, FaceImage picture, FaceImage face) {}

    private ServedIdentification() {}

    public static void main(String[] arguments) throws IOException, OrtException {
        ProcessHandle service = ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow();
        Path encoder = Path.of(arguments[2]);
        Path detector = Path.of(arguments[3]);
        EncoderModel model = EncoderModel.read(encoder);
        RecognitionClient client = RecognitionClient.builder(arguments[0]).build();
        GalleryClient gallery =
                client.gallery(client.galleries().galleries().get(0).gallery());
        try (FaceAcquirer acquirer = new AligningAcquirer(
                        FaceDetectors.load(detector),
                        FaceChoice.ALL,
                        model.spec().alignment().orElseThrow());
                NetworksAlone alone = new NetworksAlone(encoder, model.spec(), detector)) {
            List<Photograph> photographs = photographs(acquirer, Path.of(arguments[4]), Integer.parseInt(arguments[5]));
            List<double[]> rounds = new ArrayList<>(); // milliseconds a photograph: service, networks, clock
            for (int start = 0; start + ROUND <= photographs.size(); start += ROUND) {
                rounds.add(round(service, gallery, alone, photographs.subList(start, start + ROUND)));
            }
            print(rounds.subList(rounds.size() / 4, rounds.size()));
            System.out.printf(
                    Locale.ROOT,
                    "%d rounds of %d photographs with one face, a quarter of them to warm up; %,d people%n",
                    rounds.size(),
                    ROUND,
                    gallery.stats().peopleCount());
        }
    }

    private static List<Photograph> photographs(FaceAcquirer acquirer, Path folder, int count) throws IOException {
        List<Photograph> photographs = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file :
                    walk.filter(Files::isRegularFile).sorted().limit(count).toList()) {
                FaceImage picture = ImageDecoder.decode(file);
                Picture sent = Picture.of("photograph.jpg", Files.readAllBytes(file));
                List<Acquisition> faces = acquirer.acquire(picture);
                if (faces.size() == 1) {
                    faces.get(0).taken().ifPresent(face -> photographs.add(new Photograph(sent, picture, face)));
                }
            }
        }
        return photographs;
    }

    private static double[] round(
            ProcessHandle service, GalleryClient gallery, NetworksAlone alone, List<Photograph> photographs)
            throws OrtException {
        double before = networks(alone, photographs);
        double processor = processor(service);
        long begin = System.nanoTime();
        for (Photograph photograph : photographs) {
            gallery.identify(List.of(photograph.file), IdentifyOptions.USUAL.threshold(THRESHOLD));
        }
        double clock = System.nanoTime() - begin;
        processor = processor(service) - processor;
        double networks = (before + networks(alone, photographs)) / 2;
        double each = 1e6 * photographs.size();
        return new double[] {processor / each, networks / each, clock / each};
    }

    /** As the service computes them: one photograph after another. */
    private static double networks(NetworksAlone alone, List<Photograph> photographs) throws OrtException {
        double total = 0;
        for (Photograph photograph : photographs) {
            total += alone.detector(List.of(photograph.picture)) + alone.encoder(List.of(photograph.face));
        }
        return total;
    }

    /** Nanoseconds that the process has computed, all its threads together. */
    private static double processor(ProcessHandle service) {
        return service.info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static void print(List<double[]> rounds) {
        print("service, processor", rounds.stream().mapToDouble(round -> round[0]), " ms a photograph");
        print("networks alone", rounds.stream().mapToDouble(round -> round[1]), " ms a photograph");
        print("service / networks", rounds.stream().mapToDouble(round -> round[0] / round[1]), "");
        print("answer, by the clock", rounds.stream().mapToDouble(round -> round[2]), " ms");
    }

    private static void print(String name, DoubleStream values, String unit) {
        double[] all = values.toArray();
        System.out.printf(
                Locale.ROOT,
                "%-22s %7.3f (%.3f to %.3f)%s%n",
                name,
                Median.of(all),
                Sample.least(all),
                Sample.most(all),
                unit);
    }
}
