package org.likeness.training.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PkSampler;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Augmenter;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.SamplingSettings;
import org.likeness.training.BrokenPicture;
import org.likeness.training.PictureInMemory;
import org.likeness.training.distributed.Share;
import org.likeness.training.recipe.RecipeReader;

final class BatchLoaderTest {
    private static final FaceDataset PEOPLE = PictureInMemory.all(new SyntheticPeople(3, 24).dataset(9, 4));
    private static final EncoderSpec SPEC = new EncoderSpec(
            16,
            16,
            ColorOrder.RGB,
            Normalization.MOBILE_FACE_NET,
            CropFraction.WHOLE,
            Border.BLACK,
            8,
            Distance.SQUARED_EUCLIDEAN,
            true,
            "",
            "",
            Map.of(),
            Optional.empty());
    private static final long PLENTY = 1 << 20;

    private final List<String> reports = new ArrayList<>();
    private final SkippedPictures skipped = new SkippedPictures(36, reports::add);

    private BatchMaker maker(FaceDataset people, long cacheBytes, long seed) {
        Augmenter augmenter = new Augmenter(
                RecipeReader.defaults().recipe().augmentation().variation(), SPEC.inputWidth(), SPEC.inputHeight());
        PictureStore store =
                new PictureStore(new PaddedCrop(SPEC, augmenter.margin()), new CropsInMemory(cacheBytes), skipped);
        SamplingSettings sampling = new SamplingSettings(
                3, 2, 0, SamplingSettings.Weighting.UNIFORM, SamplingSettings.BatchNorm.PER_RANK, 0, 0);
        return new BatchMaker(
                people, new PkSampler(people, sampling, seed)::sample, store, augmenter, SPEC, seed, Share.WHOLE);
    }

    private static List<LoadedBatch> all(BatchMaker maker, long first, long end, int threads) {
        List<LoadedBatch> batches = new ArrayList<>();
        try (BatchLoader loader = new BatchLoader(maker, first, end, threads)) {
            for (long step = first; step < end; step++) {
                batches.add(loader.next());
            }
        }
        return batches;
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,1048576", "4,3000", "16,0"})
    void orderAndPixelsDependNeitherOnThreadsNorOnTheCache(int threads, long cacheBytes) {
        List<LoadedBatch> expected = IntStream.range(0, 12)
                .mapToObj(step -> maker(PEOPLE, PLENTY, 5).make(step))
                .toList();
        List<LoadedBatch> found = all(maker(PEOPLE, cacheBytes, 5), 0, 12, threads);
        requireEqual(found, expected);
        assertThat(found)
                .extracting(LoadedBatch::step)
                .isEqualTo(LongStream.range(0, 12).boxed().toList());
        assertThat(found.get(0).size()).isEqualTo(6);
    }

    @Test
    void aResumedFeedGoesOnAsIfItHadNeverStopped() {
        List<LoadedBatch> whole = all(maker(PEOPLE, PLENTY, 5), 0, 9, 2);
        requireEqual(all(maker(PEOPLE, PLENTY, 5), 4, 9, 2), whole.subList(4, 9));
    }

    @Test
    void anotherSeedOrStepGivesOtherPixels() {
        assertThat(maker(PEOPLE, PLENTY, 5).make(0).pixels())
                .isNotEqualTo(maker(PEOPLE, PLENTY, 6).make(0).pixels())
                .isNotEqualTo(maker(PEOPLE, PLENTY, 5).make(1).pixels());
    }

    private static void requireEqual(List<LoadedBatch> found, List<LoadedBatch> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).pixels())
                    .as("step %d", i)
                    .isEqualTo(expected.get(i).pixels());
            assertThat(found.get(i).labels().labels())
                    .as("step %d", i)
                    .isEqualTo(expected.get(i).labels().labels());
        }
    }

    @Test
    void unreadablePicturesAreReplacedAndNamedOnce() {
        Set<String> broken = Set.of("person-00002/00.png", "person-00002/01.png", "person-00005/03.png");
        FaceDataset people = BrokenPicture.among(PEOPLE, broken);
        List<LoadedBatch> found = all(maker(people, 0, 5), 0, 40, 4);
        assertThat(reports)
                .hasSize(3)
                .allMatch(report -> report.matches(
                        "person-0000[25]/0[013]\\.png: truncated JPEG at byte 7; skipped \\(\\d of 36 pictures skipped so"
                                + " far\\)"));
        assertThat(skipped.reasons().keySet()).isEqualTo(broken);
        assertThat(found).allSatisfy(batch -> assertThat(batch.size()).isEqualTo(6));
        List<LoadedBatch> alone = all(maker(people, PLENTY, 5), 0, 40, 1);
        requireEqual(found, alone);
    }

    @Test
    void anotherPictureOfTheSamePersonTakesAnUnreadableOnesPlace() {
        FaceDataset people = BrokenPicture.among(PEOPLE, Set.of("person-00002/00.png"));
        List<LoadedBatch> sound = all(maker(PEOPLE, PLENTY, 5), 0, 40, 1);
        List<LoadedBatch> mended = all(maker(people, PLENTY, 5), 0, 40, 1);
        for (int step = 0; step < 40; step++) {
            assertThat(mended.get(step).labels().labels())
                    .isEqualTo(sound.get(step).labels().labels());
        }
        assertThat(IntStream.range(0, 40)
                        .filter(step -> !Arrays.equals(
                                mended.get(step).pixels(), sound.get(step).pixels()))
                        .count())
                .isPositive();
    }

    @Test
    void nothingReadableIsTheUsersMistake() {
        Set<String> all = PEOPLE.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .map(Picture::name)
                .collect(Collectors.toSet());
        BatchMaker maker = maker(BrokenPicture.among(PEOPLE, all), PLENTY, 5);
        assertThatThrownBy(() -> all(maker, 0, 3, 2))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("no readable picture was found in its place");
    }

    @Test
    void whatADecoderThrowsReachesTheStep() throws InterruptedException {
        record Bomb(String name) implements Picture {
            @Override
            public FaceImage decode() {
                throw new StackOverflowError("of a decoder");
            }
        }

        FaceDataset bombs = new FaceDataset(
                "bombs",
                IntStream.range(0, 4)
                        .mapToObj(i -> new Identity("person" + i, List.of(new Bomb(i + "/0"), new Bomb(i + "/1"))))
                        .toList());
        assertThatThrownBy(() -> all(maker(bombs, PLENTY, 5), 0, 3, 2))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("of a decoder");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("batch-loader")) {
                thread.join(5000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void thereIsNothingAfterTheLastStep() {
        try (BatchLoader loader = new BatchLoader(maker(PEOPLE, PLENTY, 5), 7, 8, 2)) {
            assertThat(loader.next().step()).isEqualTo(7);
            assertThatThrownBy(loader::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("there is no batch after step 7");
        }
    }

    @Test
    void aPictureIsDecodedOnceWhileThereIsRoom() {
        AtomicInteger decoded = new AtomicInteger();
        Picture picture = new Picture() {
            @Override
            public String name() {
                return "ann/1";
            }

            @Override
            public FaceImage decode() {
                decoded.incrementAndGet();
                return new FaceImage(24, 24, new byte[24 * 24 * 3]);
            }
        };
        PaddedCrop cut = new PaddedCrop(SPEC, 1.2);
        PictureStore roomy = new PictureStore(cut, new CropsInMemory(PLENTY), skipped);
        assertThat(roomy.wide(picture)).isEqualTo(roomy.wide(picture));
        assertThat(decoded).hasValue(1);
        PictureStore full = new PictureStore(cut, new CropsInMemory(100), skipped);
        assertThat(full.wide(picture)).isEqualTo(full.wide(picture));
        assertThat(decoded).hasValue(3);
    }
}
