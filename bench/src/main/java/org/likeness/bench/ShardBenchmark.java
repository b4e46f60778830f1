package org.likeness.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.ComputedPictures;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PictureNumbers;
import org.likeness.core.image.FaceImage;
import org.likeness.shards.FaceSets;
import org.likeness.shards.ShardWriter;
import org.likeness.shards.listing.FaceSetListing;

/**
 * Opens sets in RecordIO files and tar shards, and reads pictures of them in random order. The pictures are noise that is not decoded. Lines of
 * text tell the seconds, the Java heap that the open set takes, and reads per second.
 */
public final class ShardBenchmark {
    private static final int READS = 200_000;
    private static final int MEGABYTE = 1 << 20;
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private final Path folder;
    private final int people;
    private final int picturesEach;
    private final int size;
    private final int threads;

    private ShardBenchmark(Path folder, int people, int picturesEach, int size, int threads) {
        this.folder = folder;
        this.people = people;
        this.picturesEach = picturesEach;
        this.size = size;
        this.threads = threads;
    }

    /** Takes {@code rec} or {@code tar}, an empty folder, people, pictures of each, bytes of a picture, and threads. */
    public static void main(String[] arguments) throws IOException {
        var benchmark = new ShardBenchmark(
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
        if (arguments[0].equals("rec")) {
            Path rec = benchmark.writeRecords();
            benchmark.open("with index", rec);
            Files.delete(rec.resolveSibling("train.idx"));
            benchmark.open("without index", rec);
        } else {
            long start = System.nanoTime();
            ShardWriter.write(
                    benchmark.noise(), benchmark.folder, ShardWriter.USUAL_PICTURES, 1, benchmark.threads, done -> {});
            say("shards written", "%.1f s", (System.nanoTime() - start) / 1e9);
            benchmark.open("shards", benchmark.folder);
        }
    }

    private void open(String what, Path path) {
        double before = heap();
        long start = System.nanoTime();
        FaceSetListing set = FaceSets.open(path, 1, threads);
        double seconds = (System.nanoTime() - start) / 1e9;
        double megabytes = heap() - before;
        say(
                what,
                "%,d pictures of %,d people opened in %.1f s, heap %.0f MB, damages %d",
                set.data().pictureCount(),
                set.data().identities().size(),
                seconds,
                megabytes,
                set.damages().count());
        PictureNumbers numbers = new PictureNumbers(set.data());
        var random = new SplittableRandom(1);
        List<Integer> reads = IntStream.range(0, READS)
                .mapToObj(i -> random.nextInt(numbers.count()))
                .toList();
        for (int round = 0; round < 3; round++) {
            long began = System.nanoTime();
            new Workers(threads).map(reads, number -> numbers.picture(number).content().length, done -> {});
            say(what, "%,.0f random reads per second", READS / ((System.nanoTime() - began) / 1e9));
        }
    }

    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return (double) (Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory())
                / MEGABYTE;
    }

    private static void say(String what, String format, Object... values) {
        System.out.println(what + ": " + String.format(Locale.ROOT, format, values));
    }

    private byte[] content(int person, int number) {
        byte[] bytes = new byte[size];
        new SplittableRandom((long) person << Integer.SIZE | number).nextBytes(bytes);
        System.arraycopy(JPEG, 0, bytes, 0, JPEG.length);
        return bytes;
    }

    private FaceDataset noise() {
        return new FaceDataset(
                "noise",
                IntStream.range(0, people)
                        .mapToObj(person -> new Identity(
                                "p" + person,
                                new ComputedPictures(picturesEach, number -> new Noise(this, person, number))))
                        .toList());
    }

    private record Noise(ShardBenchmark benchmark, int person, int number) implements Picture {
        @Override
        public String name() {
            return "p" + person + "/" + number + ".jpg";
        }

        @Override
        public FaceImage decode() {
            throw new IllegalStateException("nothing is decoded");
        }

        @Override
        public byte[] content() {
            return benchmark.content(person, number);
        }
    }

    /** As InsightFace's tools write them: pictures, record 0, identity records. */
    private Path writeRecords() throws IOException {
        Path rec = Files.createDirectories(folder).resolve("train.rec");
        long position = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(rec), MEGABYTE);
                PrintStream index = new PrintStream(
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve("train.idx")), MEGABYTE),
                        false,
                        StandardCharsets.US_ASCII)) {
            int key = 1;
            for (int person = 0; person < people; person++) {
                for (int number = 0; number < picturesEach; number++) {
                    index.print(key + "\t" + position + "\n");
                    position += record(out, key++, new float[] {person}, content(person, number));
                }
            }
            index.print("0\t" + position + "\n");
            position += record(out, 0, new float[] {key, key + people}, new byte[0]);
            for (int person = 0; person < people; person++) {
                index.print(key + "\t" + position + "\n");
                int first = 1 + person * picturesEach;
                position += record(out, key++, new float[] {first, first + picturesEach}, new byte[0]);
            }
        }
        return rec;
    }

    private static int record(OutputStream out, long id, float[] labels, byte[] picture) throws IOException {
        int flag = labels.length > 1 ? labels.length : 0;
        int length = 24 + Float.BYTES * flag + picture.length;
        ByteBuffer record = ByteBuffer.allocate(8 + (length + 3) / 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(0xCED7230A)
                .putInt(length)
                .putInt(flag)
                .putFloat(flag == 0 ? labels[0] : 0)
                .putLong(id)
                .putLong(0);
        for (int i = 0; i < flag; i++) {
            record.putFloat(labels[i]);
        }
        record.put(picture);
        out.write(record.array());
        return record.capacity();
    }
}
