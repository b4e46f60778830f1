package org.likeness.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.likeness.core.dataset.ComputedPictures;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.ShardSampler;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.Augmenter;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.shards.FaceSets;
import org.likeness.shards.ShardWriter;
import org.likeness.training.distributed.Share;
import org.likeness.training.loader.BatchLoader;
import org.likeness.training.loader.BatchMaker;
import org.likeness.training.loader.CropsInMemory;
import org.likeness.training.loader.LoadedBatch;
import org.likeness.training.loader.PaddedCrop;
import org.likeness.training.loader.PictureStore;
import org.likeness.training.loader.ShardReadahead;
import org.likeness.training.loader.SkippedPictures;
import org.likeness.training.recipe.RecipeReader;

/**
 * Streams a set of any size from tar shards through sampler and loader as a training does, without its steps. Lines of JSON tell how fast, how much
 * memory is held, and a hash of the batches since the last line: two runs that meet have the same hashes from there on.
 */
public final class ShardStream {
    private static final int FACES = 1000; // that the pictures are copies of
    private static final int SHARD = 10_000;
    private static final int WINDOW = 8;
    private static final int THREADS = 2;
    private static final int LINES = 100;
    private static final long SEED = 1;
    private static final double MEGABYTE = 1 << 20;

    private final Path folder;
    private final int size;
    private final TrainingRecipe recipe =
            RecipeReader.defaults().set("sampling.shards=" + WINDOW).recipe();

    private ShardStream(Path folder, int size) {
        this.folder = folder;
        this.size = size;
    }

    /**
     * Takes {@code write}, a folder, pixels of width and height, people and pictures of each; or {@code read}, folder, pixels, pictures to stream,
     * and the line to begin after, 0 for the beginning. {@code hash} takes a folder and pixels.
     */
    public static void main(String[] arguments) throws IOException {
        ShardStream stream = new ShardStream(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        switch (arguments[0]) {
            case "write" -> stream.write(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            case "read" -> stream.read(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            case "hash" -> stream.hash();
            default -> throw new IllegalArgumentException("wanted: write, read or hash");
        }
    }

    /** A copy of one of the faces. */
    @SuppressWarnings("ArrayRecordComponent") // shared, to be read only
    private record Copy(String name, byte[] content) implements Picture {
        @Override
        public FaceImage decode() {
            throw new IllegalStateException("nothing is decoded");
        }
    }

    private void write(int people, int picturesEach) {
        FaceDataset faces = new SyntheticPeople(SEED, size).dataset(FACES / 10, 10);
        List<byte[]> jpegs = faces.identities().stream()
                .flatMap(person -> person.pictures().stream())
                .map(picture -> ImageEncoder.encode(picture.decode(), ImageEncoder.Format.JPG))
                .toList();
        FaceDataset set = new FaceDataset(
                "copies",
                IntStream.range(0, people)
                        .mapToObj(person -> new Identity(
                                "p" + person,
                                new ComputedPictures(
                                        picturesEach,
                                        number -> new Copy("p" + person + "/" + number + ".jpg", jpegs.get((int)
                                                (((long) person * picturesEach + number) % jpegs.size()))))))
                        .toList());
        ShardWriter.write(set, folder, SHARD, SEED, THREADS, done -> {});
    }

    private void hash() throws IOException {
        FaceDataset people = FaceSets.open(folder, 1, THREADS).data();
        long start = System.nanoTime();
        String hash = DatasetHash.of(people);
        tell("\"what\":\"hashed\",\"pictures\":" + people.pictureCount() + ",\"hash\":\"" + hash + "\"", start);
    }

    private void read(long pictures, int begun) throws IOException {
        long start = System.nanoTime();
        FaceDataset people = FaceSets.open(folder, 1, THREADS).data();
        tell("\"what\":\"opened\",\"pictures\":" + people.pictureCount(), start);
        EncoderSpec spec = DrawnEncoder.spec(size, recipe.network().embeddingSize(), CropFraction.WHOLE);
        Augmenter augmenter = new Augmenter(recipe.augmentation().variation(), size, size);
        PaddedCrop cut = new PaddedCrop(spec, augmenter.margin());
        PictureStore store = new PictureStore(
                cut,
                new CropsInMemory(0),
                new SkippedPictures(people.pictureCount(), System.err::println),
                new ShardReadahead(WINDOW + THREADS + 2));
        ShardSampler sampler = new ShardSampler(people, recipe.sampling(), SEED);
        BatchMaker maker = new BatchMaker(people, sampler::sample, store, augmenter, spec, SEED, Share.WHOLE);
        int batch = recipe.sampling().identities() * recipe.sampling().picturesPerIdentity();
        long stepsOfLine = pictures / batch / LINES;
        try (BatchLoader loader = new BatchLoader(maker, begun * stepsOfLine, LINES * stepsOfLine, THREADS)) {
            for (int line = begun + 1; line <= LINES; line++) {
                long began = System.nanoTime();
                MessageDigest digest = Sha256.digest();
                long streamed = 0;
                for (long step = 0; step < stepsOfLine; step++) {
                    streamed += add(loader.next(), digest);
                }
                tell(
                        String.format(
                                Locale.ROOT,
                                "\"what\":\"streamed\",\"line\":%d,\"picturesPerSecond\":%.0f,\"hash\":\"%.12s\"",
                                line,
                                streamed / ((System.nanoTime() - began) / 1e9),
                                Sha256.hex(digest)),
                        start);
            }
        }
    }

    private static int add(LoadedBatch batch, MessageDigest digest) {
        ByteBuffer numbers = ByteBuffer.allocate(2 * Integer.BYTES * batch.size());
        for (int row = 0; row < batch.size(); row++) {
            numbers.putInt(batch.labels().labels()[row]).putInt(batch.labels().pictures()[row]);
            digest.update(batch.faces().get(row).rgb());
        }
        digest.update(numbers.array());
        return batch.size();
    }

    private static void tell(String fields, long start) throws IOException {
        System.gc();
        Runtime java = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "{%s,\"seconds\":%.1f,\"heapMegabytes\":%.1f,\"anonymousMegabytes\":%.0f}%n",
                fields,
                (System.nanoTime() - start) / 1e9,
                (java.totalMemory() - java.freeMemory()) / MEGABYTE,
                ProcessMemory.anonymous());
    }
}
