package org.likeness.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.PkSampler;
import org.likeness.core.dataset.Split;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.Augmenter;
import org.likeness.core.image.CropFraction;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.distributed.Share;
import org.likeness.training.loader.BatchLoader;
import org.likeness.training.loader.BatchMaker;
import org.likeness.training.loader.CropStore;
import org.likeness.training.loader.CropsInFile;
import org.likeness.training.loader.CropsInMemory;
import org.likeness.training.loader.PaddedCrop;
import org.likeness.training.loader.PictureStore;
import org.likeness.training.loader.SkippedPictures;
import org.likeness.training.recipe.RecipeReader;

/**
 * Streams synthetic pictures through the loader as a training does, without a step: sampling, rendering in decoding's place,
 * cutting, keeping, augmenting. Lines of JSON tell how fast, and how much memory is held once Java has tidied up.
 */
public final class FeedBenchmark {
    private static final int LINES = 20;
    private static final int HELD_BACK = 100;
    private static final long SEED = 1;
    private static final double MEGABYTE = 1 << 20;

    private final TrainingRecipe recipe = RecipeReader.defaults().recipe();
    private final long began = System.nanoTime();
    private final EncoderSpec spec;

    private FeedBenchmark(int size) {
        this.spec = DrawnEncoder.spec(size, recipe.network().embeddingSize(), CropFraction.WHOLE);
    }

    /**
     * Takes people, pictures of each, pixels of width and height, pictures to stream, threads, and the store: a number of
     * megabytes, or a file.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 6) {
            throw new IllegalArgumentException(
                    "wanted: people, pictures of each, size, pictures to stream, threads, store");
        }
        int size = Integer.parseInt(arguments[2]);
        new FeedBenchmark(size)
                .run(
                        new SyntheticPeople(SEED, size)
                                .dataset(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])),
                        Long.parseLong(arguments[3]),
                        Integer.parseInt(arguments[4]),
                        arguments[5]);
    }

    private void run(FaceDataset data, long pictures, int threads, String store) throws IOException {
        tell(String.format(
                Locale.ROOT,
                "\"what\":\"listed\",\"people\":%d,\"pictures\":%d",
                data.identities().size(),
                data.pictureCount()));
        String hash = DatasetHash.of(data);
        tell("\"what\":\"hashed\"");
        FaceDataset people = Split.of(data, HELD_BACK, SEED).training();
        tell("\"what\":\"split\"");
        Augmenter augmenter = new Augmenter(recipe.augmentation().variation(), spec.inputWidth(), spec.inputHeight());
        PaddedCrop cut = new PaddedCrop(spec, augmenter.margin());
        SkippedPictures skipped = new SkippedPictures(data.pictureCount(), System.err::println);
        try (CropStore crops = crops(store, hash + cut, data.pictureCount(), cut.mostBytes())) {
            PkSampler sampler = new PkSampler(people, recipe.sampling(), SEED);
            BatchMaker maker = new BatchMaker(
                    people, sampler::sample, new PictureStore(cut, crops, skipped), augmenter, spec, SEED, Share.WHOLE);
            try (BatchLoader loader = new BatchLoader(maker, 0, Long.MAX_VALUE, threads)) {
                stream(loader, pictures);
            }
        }
    }

    private static CropStore crops(String store, String origin, int pictures, int mostBytes) {
        return store.matches("\\d+")
                ? new CropsInMemory((long) (Long.parseLong(store) * MEGABYTE))
                : CropsInFile.open(Path.of(store), origin, pictures, mostBytes);
    }

    private void stream(BatchLoader loader, long pictures) throws IOException {
        long streamed = 0;
        for (int line = 1; line <= LINES; line++) {
            long before = streamed;
            long start = System.nanoTime();
            long computed = processor();
            while (streamed < pictures * line / LINES) {
                streamed += loader.next().size();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            tell(String.format(
                    Locale.ROOT,
                    "\"what\":\"streamed\",\"pictures\":%d,\"picturesPerSecond\":%.0f,\"processorMicrosecondsPerPicture\":%.0f",
                    streamed,
                    (streamed - before) / seconds,
                    (processor() - computed) / 1e3 / (streamed - before)));
        }
    }

    /** Nanoseconds of all threads. */
    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void tell(String fields) throws IOException {
        System.gc();
        Runtime java = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "{%s,\"seconds\":%.1f,\"heapMegabytes\":%.1f,\"anonymousMegabytes\":%.0f,\"peakMegabytes\":%.0f}%n",
                fields,
                (System.nanoTime() - began) / 1e9,
                (java.totalMemory() - java.freeMemory()) / MEGABYTE,
                ProcessMemory.anonymous(),
                ProcessMemory.peak());
    }
}
