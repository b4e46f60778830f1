package org.likeness.core.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;

class BaselineEncodersTest {
    private final PixelEncoder pixels = new PixelEncoder(CropFraction.WHOLE, 8);

    @Test
    void brightnessAndContrastDoNotCount() {
        FaceImage picture = Drawings.smooth(40, 40, new SplittableRandom(1));
        assertThat(distance(pixels, picture, levels(picture, 0.5, 40))).isCloseTo(0, within(1e-3));
        FaceImage other = Drawings.smooth(40, 40, new SplittableRandom(2));
        assertThat(distance(pixels, picture, other)).isGreaterThan(0.1);
    }

    @Test
    void negativeOfAPictureIsAsFarAsCanBe() {
        FaceImage picture = Drawings.smooth(40, 40, new SplittableRandom(1));
        assertThat(distance(pixels, picture, levels(picture, -1, 255))).isCloseTo(4, within(1e-3));
    }

    @Test
    void pictureOfOneGrayHasNoDirection() {
        FaceImage gray = levels(Drawings.smooth(40, 40, new SplittableRandom(1)), 0, 128);
        assertThat(pixels.embed(List.of(gray)).get(0).values()).containsOnly(0);
    }

    @Test
    void embeddingsHaveTheLengthAndSizeOfTheSpecification() {
        FisherfaceEncoder fisherfaces = FisherfaceEncoder.fit(people(6, 3, 0), pixels, count -> {});
        for (FaceEncoder encoder : List.of(pixels, fisherfaces)) {
            Embedding embedding = encoder.embed(List.of(picture(50))).get(0);
            assertThat(embedding.values()).hasSize(encoder.spec().embeddingSize());
            assertThat(embedding.space()).isEqualTo(encoder.space());
            double length = 0;
            for (float value : embedding.values()) {
                length += (double) value * value;
            }
            assertThat(length).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void fisherfacesOfOtherPeopleAreAnotherSpace() {
        FisherfaceEncoder one = FisherfaceEncoder.fit(people(6, 3, 0), pixels, count -> {});
        FisherfaceEncoder again = FisherfaceEncoder.fit(people(6, 3, 0), pixels, count -> {});
        FisherfaceEncoder other = FisherfaceEncoder.fit(people(6, 3, 100), pixels, count -> {});
        assertThat(again.space()).isEqualTo(one.space());
        assertThat(again.embed(List.of(picture(7)))).isEqualTo(one.embed(List.of(picture(7))));
        Embedding first = one.embed(List.of(picture(7))).get(0);
        Embedding second = other.embed(List.of(picture(7))).get(0);
        assertThatThrownBy(() -> first.distanceTo(second, Distance.SQUARED_EUCLIDEAN))
                .isInstanceOf(SpaceMismatchException.class);
    }

    @Test
    void unreadablePicturesAndLonersAreLeftOut() {
        FaceDataset good = people(4, 3, 0);
        List<Identity> more = new ArrayList<>(good.identities());
        more.add(new Identity("loner", List.of(drawn("loner/0", 90))));
        more.add(new Identity("half", List.of(drawn("half/0", 91), new Broken("half/1"))));
        FisherfaceEncoder fitted = FisherfaceEncoder.fit(new FaceDataset("more", more), pixels, count -> {});
        assertThat(fitted.space())
                .isEqualTo(FisherfaceEncoder.fit(good, pixels, count -> {}).space());
    }

    @Test
    void tooFewPeopleAreRefused() {
        assertThatThrownBy(() -> FisherfaceEncoder.fit(people(1, 5, 0), pixels, count -> {}))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("1 people with two readable pictures");
        assertThatThrownBy(() -> new PixelEncoder(CropFraction.WHOLE, 7)).hasMessageContaining("[8, 32]");
    }

    private static double distance(FaceEncoder encoder, FaceImage a, FaceImage b) {
        List<Embedding> embeddings = encoder.embed(List.of(a, b));
        return embeddings.get(0).distanceTo(embeddings.get(1), encoder.spec().distance());
    }

    private static FaceImage levels(FaceImage picture, double factor, double offset) {
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round((rgb[i] & 0xff) * factor + offset);
        }
        return new FaceImage(picture.width(), picture.height(), rgb);
    }

    private static FaceImage picture(long seed) {
        return Drawings.smooth(24, 24, new SplittableRandom(seed));
    }

    private static FaceDataset people(int people, int pictures, long seed) {
        return new FaceDataset(
                "drawn",
                IntStream.range(0, people)
                        .mapToObj(i -> new Identity(
                                "p" + i,
                                IntStream.range(0, pictures)
                                        .mapToObj(k ->
                                                drawn(String.format(Locale.ROOT, "p%d/%d", i, k), seed + 10L * i + k))
                                        .toList()))
                        .toList());
    }

    private static Picture drawn(String name, long seed) {
        return new Drawn(name, seed);
    }

    private record Drawn(String name, long seed) implements Picture {
        @Override
        public FaceImage decode() {
            return picture(seed);
        }
    }

    private record Broken(String name) implements Picture {
        @Override
        public FaceImage decode() {
            throw new UnreadablePictureException(name, "made so");
        }
    }
}
