package org.likeness.bench;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.likeness.api.client.EnrollOptions;
import org.likeness.api.client.FaceChoice;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.IdentifyOptions;
import org.likeness.api.client.NoAnswerException;
import org.likeness.api.client.Picture;
import org.likeness.api.client.ProblemException;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.client.VerifyOptions;
import org.likeness.api.service.NewPersonRequest;
import org.likeness.core.EnumWord;

/**
 * Load on a running service: six of ten requests identify, three verify, one enrolls; one picture in 20 has 12 megapixels. Clients send one
 * request after another, or together so many a second; what is refused with 429 is not sent again. Reports latencies of what was answered,
 * and the memory of the service.
 *
 * <p>Arguments: the service's address, its process id, a folder of people with JPEG photographs, seconds, clients; and requests a second,
 * if there is a limit.
 */
public final class ServiceLoad {
    private static final int BUSY = 429;
    private static final int UNUSABLE = 422;
    private static final double THRESHOLD = 1.2; // any: what is measured is time
    private static final int LARGE_WIDTH = 4_000;
    private static final int LARGE_HEIGHT = 3_000;
    private static final int LARGE_OF = 20;
    private static final int PHOTOGRAPHS = 400;
    private static final int LARGE_PHOTOGRAPHS = 5;
    private static final int REPORT_SECONDS = 60;
    private static final long SEED = 7;

    private final GalleryClient gallery;
    private final RecognitionClient client;
    private final List<byte[]> small = new ArrayList<>();
    private final List<byte[]> large = new ArrayList<>();
    private final AtomicInteger people = new AtomicInteger();
    private final Map<Operation, ConcurrentLinkedQueue<Long>> answered = new EnumMap<>(Operation.class);
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger withoutFace = new AtomicInteger();
    private final AtomicInteger otherProblems = new AtomicInteger();
    private final AtomicInteger withoutAnswer = new AtomicInteger();

    private enum Operation {
        IDENTIFY,
        VERIFY,
        ENROLL
    }

    private ServiceLoad(String address, Path folder) throws IOException {
        client = RecognitionClient.builder(address)
                .repeats(0, Duration.ofSeconds(1))
                .timeout(Duration.ofMinutes(2))
                .build();
        gallery = client.gallery(client.galleries().galleries().get(0).gallery());
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(path -> path.toString().endsWith(".jpg"))
                    .sorted()
                    .limit(PHOTOGRAPHS)
                    .toList()) {
                small.add(Files.readAllBytes(file));
                if (large.size() < LARGE_PHOTOGRAPHS) {
                    large.add(enlarged(file));
                }
            }
        }
        for (Operation operation : Operation.values()) {
            answered.put(operation, new ConcurrentLinkedQueue<>());
        }
    }

    /** As if the same scene had been taken by a camera of 12 megapixels. */
    private static byte[] enlarged(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        BufferedImage scaled = new BufferedImage(LARGE_WIDTH, LARGE_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, LARGE_WIDTH, LARGE_HEIGHT, null);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(scaled, "jpg", jpeg);
        return jpeg.toByteArray();
    }

    public static void main(String[] arguments) throws Exception {
        long process = Long.parseLong(arguments[1]);
        int seconds = Integer.parseInt(arguments[3]);
        int clients = Integer.parseInt(arguments[4]);
        double rate = arguments.length > 5 ? Double.parseDouble(arguments[5]) : Double.POSITIVE_INFINITY;
        new ServiceLoad(arguments[0], Path.of(arguments[2])).run(process, seconds, clients, rate);
    }

    private void run(long process, int seconds, int clients, double rate) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long pause = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
        AtomicLong next = new AtomicLong(System.nanoTime());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < clients; i++) {
            Random random = new Random(SEED + i);
            threads.execute(() -> {
                while (System.nanoTime() - end < 0) {
                    LockSupport.parkNanos(next.getAndAdd(pause) - System.nanoTime());
                    request(random);
                }
            });
        }
        threads.shutdown();
        for (int minute = 0; !threads.awaitTermination(REPORT_SECONDS, TimeUnit.SECONDS); minute++) {
            System.out.printf(
                    Locale.ROOT, "minute %2d: %,d answered, %.0f MB resident%n", minute + 1, total(), memory(process));
        }
        answered.forEach((operation, times) -> System.out.printf(
                Locale.ROOT,
                "%-9s %,7d answered, %6.1f a second, p50 %6.0f ms, p99 %6.0f ms%n",
                EnumWord.of(operation),
                times.size(),
                times.size() / (double) seconds,
                percentile(times, 0.5),
                percentile(times, 0.99)));
        System.out.printf(
                Locale.ROOT,
                "refused with 429: %,d; without a face: %,d; other problems: %,d; no answer: %,d; %.0f MB resident%n",
                busy.get(),
                withoutFace.get(),
                otherProblems.get(),
                withoutAnswer.get(),
                memory(process));
    }

    private void request(Random random) {
        int kind = random.nextInt(10);
        Operation operation = kind < 6 ? Operation.IDENTIFY : kind < 9 ? Operation.VERIFY : Operation.ENROLL;
        long start = System.nanoTime();
        try {
            send(operation, random);
            Objects.requireNonNull(answered.get(operation)).add(System.nanoTime() - start);
        } catch (ProblemException e) {
            if (e.status() == BUSY) {
                busy.incrementAndGet();
            } else if (e.status() == UNUSABLE) {
                withoutFace.incrementAndGet();
            } else if (otherProblems.getAndIncrement() == 0) {
                System.out.println(e);
            }
        } catch (NoAnswerException e) {
            if (withoutAnswer.getAndIncrement() == 0) {
                System.out.println(e);
            }
        }
    }

    private void send(Operation operation, Random random) {
        switch (operation) {
            case IDENTIFY -> gallery.identify(List.of(picture(random)), IdentifyOptions.USUAL.threshold(THRESHOLD));
            case VERIFY -> client.verify(picture(random), picture(random), VerifyOptions.USUAL.threshold(THRESHOLD));
            case ENROLL ->
                gallery.people()
                        .add(
                                new NewPersonRequest("Person " + people.incrementAndGet(), null, null, null),
                                List.of(picture(random)),
                                EnrollOptions.USUAL
                                        .review(EnrollOptions.Review.OFF)
                                        .faces(FaceChoice.LARGEST));
        }
    }

    private Picture picture(Random random) {
        List<byte[]> from = random.nextInt(LARGE_OF) == 0 ? large : small;
        return Picture.of("photograph.jpg", from.get(random.nextInt(from.size())));
    }

    private int total() {
        return answered.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum();
    }

    private static double percentile(ConcurrentLinkedQueue<Long> times, double share) {
        double[] sorted =
                times.stream().mapToDouble(time -> time / 1e6).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }

    /** Megabytes of the service, mapped files included. */
    private static double memory(long process) throws IOException {
        return ProcessMemory.of(process, "VmRSS:");
    }
}
