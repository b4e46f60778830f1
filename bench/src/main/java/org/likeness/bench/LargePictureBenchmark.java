package org.likeness.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.image.Box;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.recognition.detection.FaceDetectors;

/**
 * Small faces in large pictures: how many are found, and in what time, with which detection size and which tiles. Pictures of one face
 * each are reduced so that the face has a certain width, and pasted at random places of a canvas of 8000×6000 pixels.
 *
 * <p>Arguments: a YuNet, a folder of pictures, the number of canvases, and a seed; see {@code docs/results/detection.md}.
 */
public final class LargePictureBenchmark {
    private static final int WIDTH = 8000;
    private static final int HEIGHT = 6000;
    private static final int[] FACE_WIDTHS = {12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512};
    private static final int EACH = 8; // faces of each width on a canvas

    /** A picture with one face, and where it is. */
    private record Sample(FaceImage picture, Box face) {}

    /** A canvas, and the faces on it. */
    private record Canvas(FaceImage picture, List<Box> faces) {}

    private LargePictureBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path network = Path.of(arguments[0]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[3]));
        int count = Integer.parseInt(arguments[2]);
        List<Sample> samples = samples(network, Path.of(arguments[1]), count * EACH * FACE_WIDTHS.length, random);
        List<Canvas> canvases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            canvases.add(canvas(samples.subList(i * samples.size() / count, (i + 1) * samples.size() / count), random));
        }
        Map<String, FaceDetectors.Builder> settings = new LinkedHashMap<>();
        settings.put("usual (640)", FaceDetectors.builder(network));
        for (int size : new int[] {1280, 2560, 4096}) {
            settings.put("size " + size, FaceDetectors.builder(network).detectionSize(size));
        }
        for (int tile : new int[] {2560, 1280, 640, 320}) {
            settings.put("tile " + tile, FaceDetectors.builder(network).tile(tile));
        }
        System.out.print("| settings |");
        for (int width : FACE_WIDTHS) {
            System.out.printf(Locale.ROOT, " %d |", width);
        }
        System.out.println(" second boxes | elsewhere | CPU s |");
        settings.forEach((name, builder) -> measure(name, builder, canvases));
    }

    private static List<Sample> samples(Path network, Path folder, int wanted, SplittableRandom random)
            throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<Sample> samples = new ArrayList<>();
        try (FaceDetector detector = FaceDetectors.load(network)) {
            for (Path file : Shuffled.of(files, random)) {
                FaceImage picture = ImageDecoder.decode(file);
                List<DetectedFace> faces = detector.detect(picture);
                if (faces.size() == 1 && samples.size() < wanted) {
                    samples.add(new Sample(picture, faces.get(0).box()));
                }
                if (samples.size() == wanted) {
                    break;
                }
            }
        }
        return samples;
    }

    /** Gray, with the pictures at places where they do not touch, the largest first. */
    private static Canvas canvas(List<Sample> samples, SplittableRandom random) {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (110 + random.nextInt(16));
        }
        List<Box> taken = new ArrayList<>();
        List<Box> faces = new ArrayList<>();
        for (int i = samples.size() - 1; i >= 0; i--) {
            Sample sample = samples.get(i);
            double scale = FACE_WIDTHS[i * FACE_WIDTHS.length / samples.size()]
                    / sample.face().width();
            int width = (int) Math.round(sample.picture().width() * scale);
            int height = (int) Math.round(sample.picture().height() * scale);
            Box place = place(width, height, taken, random);
            taken.add(place);
            paste(Resampler.crop(sample.picture(), CropFraction.WHOLE, width, height), rgb, place);
            Box face = sample.face();
            faces.add(new Box(
                    place.left() + face.left() * scale,
                    place.top() + face.top() * scale,
                    face.width() * scale,
                    face.height() * scale));
        }
        return new Canvas(new FaceImage(WIDTH, HEIGHT, rgb), faces);
    }

    private static Box place(int width, int height, List<Box> taken, SplittableRandom random) {
        while (true) {
            Box place = new Box(random.nextInt(WIDTH - width), random.nextInt(HEIGHT - height), width, height);
            if (taken.stream().noneMatch(other -> other.intersection(place) > 0)) {
                return place;
            }
        }
    }

    private static void paste(FaceImage picture, byte[] rgb, Box place) {
        for (int y = 0; y < picture.height(); y++) {
            int to = (((int) place.top() + y) * WIDTH + (int) place.left()) * 3;
            System.arraycopy(picture.rgb(), y * picture.width() * 3, rgb, to, picture.width() * 3);
        }
    }

    private static void measure(String name, FaceDetectors.Builder builder, List<Canvas> canvases) {
        Map<Integer, Integer> found = new LinkedHashMap<>();
        int seconds = 0;
        int others = 0;
        double time = 0;
        try (FaceDetector detector = builder.load()) {
            detector.detect(canvases.get(0).picture()); // warms up
            for (Canvas canvas : canvases) {
                double begin = processor();
                List<DetectedFace> boxes = detector.detect(canvas.picture());
                time += (processor() - begin) / canvases.size();
                count(boxes, canvas.faces(), found);
                int onFaces = (int) boxes.stream()
                        .filter(box -> canvas.faces().stream().anyMatch(face -> isOn(box.box(), face)))
                        .count();
                seconds += onFaces
                        - (int) canvas.faces().stream()
                                .filter(face -> boxes.stream().anyMatch(box -> isOn(box.box(), face)))
                                .count();
                others += boxes.size() - onFaces;
            }
        }
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %s |", name));
        for (int width : FACE_WIDTHS) {
            row.append(String.format(Locale.ROOT, " %d |", found.getOrDefault(width, 0)));
        }
        System.out.printf(Locale.ROOT, "%s %d | %d | %.2f |%n", row, seconds, others, time);
    }

    /** Seconds of all threads. */
    private static double processor() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    private static boolean isOn(Box box, Box face) {
        double both = box.intersection(face);
        return both > 0.5 * box.area() || both > 0.5 * face.area();
    }

    /** Counts the faces whose box has a detected one with an intersection over union above one half, by their width. */
    private static void count(List<DetectedFace> boxes, List<Box> faces, Map<Integer, Integer> found) {
        for (Box face : faces) {
            if (boxes.stream().anyMatch(box -> box.box().intersectionOverUnion(face) > 0.5)) {
                found.merge((int) Math.round(face.width()), 1, Integer::sum);
            }
        }
    }
}
