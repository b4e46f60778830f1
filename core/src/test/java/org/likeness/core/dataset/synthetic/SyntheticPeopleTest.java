package org.likeness.core.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;

class SyntheticPeopleTest {
    private final SyntheticPeople people = new SyntheticPeople(1, 32);

    /**
     * Results that were published name these people by their seed: whoever changes what they look like changes this hash,
     * says so in the notes and measures the baselines anew.
     */
    @Test
    void peopleOfASeedLookTheSameOnEveryMachineAndJavaVersion() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (long person = 0; person < 12; person++) {
            for (long picture = 0; picture < 3; picture++) {
                digest.update(people.render(person, picture).rgb());
            }
        }
        digest.update(new SyntheticPeople(-7, 64).render(1_000_000_000_000L, 5).rgb());
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("7062b1ebb4db8b81fe692131496329e15d252e4fed6b798e307610d599a884a3");
    }

    @Test
    void pictureIsTheSameInAnyOrderAndFromSeveralThreads() {
        List<Picture> pictures = new ArrayList<>(pictures(people.dataset(8, 6)));
        List<FaceImage> inOrder = pictures.stream().map(Picture::decode).toList();
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, pictures.size()).boxed().toList());
        Collections.shuffle(places, new Random(3));
        var fromThreads = places.parallelStream()
                .collect(Collectors.toConcurrentMap(
                        place -> place, place -> pictures.get(place).decode()));
        for (int place = 0; place < pictures.size(); place++) {
            assertThat(fromThreads.get(place)).isEqualTo(inOrder.get(place));
        }
    }

    @Test
    void partOfTheSetHoldsTheSamePictures() {
        Identity fifth = people.dataset(4, 1, 3).identities().get(0);
        Identity amongMany = people.dataset(6, 10).identities().get(4);
        assertThat(fifth.name()).isEqualTo(amongMany.name());
        assertThat(fifth.pictures().get(2).decode())
                .isEqualTo(amongMany.pictures().get(2).decode())
                .isEqualTo(people.render(4, 2));
    }

    @Test
    void peoplePicturesAndSeedsDiffer() {
        FaceImage one = people.render(0, 0);
        assertThat(people.render(0, 1)).isNotEqualTo(one);
        assertThat(people.render(1, 0)).isNotEqualTo(one);
        assertThat(new SyntheticPeople(2, 32).render(0, 0)).isNotEqualTo(one);
        List<FaceImage> many =
                pictures(people.dataset(20, 5)).stream().map(Picture::decode).toList();
        assertThat(many).doesNotHaveDuplicates();
    }

    @Test
    void setsNameEveryPersonAndPictureOnce() {
        FaceDataset data = people.dataset(3, 2);
        assertThat(data.identities())
                .extracting(Identity::name)
                .containsExactly("person-00000", "person-00001", "person-00002");
        assertThat(pictures(data)).extracting(Picture::name).startsWith("person-00000/00.png", "person-00000/01.png");
        assertThat(data.pictureCount()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 63, 100})
    void everySizeThatIsAllowedIsRendered(int size) {
        FaceImage picture = new SyntheticPeople(1, size).render(3, 4);
        assertThat(picture.width()).isEqualTo(size);
        assertThat(picture.height()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 15, 1025, Integer.MAX_VALUE})
    void otherSizesAreRefused(int size) {
        assertThatThrownBy(() -> new SyntheticPeople(1, size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(size + "×" + size)
                .hasMessageContaining("[16, 1024]");
    }

    @Test
    void setsOfNobodyAreRefused() {
        assertThatThrownBy(() -> people.dataset(-1, 1, 1)).hasMessageContaining("from number -1");
        assertThatThrownBy(() -> people.dataset(0, 1)).hasMessageContaining("0 people");
        assertThatThrownBy(() -> people.dataset(1, 0)).hasMessageContaining("0 pictures each");
    }

    private static List<Picture> pictures(FaceDataset data) {
        return data.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .toList();
    }
}
