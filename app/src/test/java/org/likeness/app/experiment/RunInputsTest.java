package org.likeness.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.synthetic.SyntheticPeople;

class RunInputsTest {
    /** Eight people, of whom the first four have three pictures, the others one. */
    private static final FaceDataset PEOPLE = people();

    private static FaceDataset people() {
        List<Identity> some = new ArrayList<>();
        for (Identity identity : new SyntheticPeople(1, 16).dataset(8, 3).identities()) {
            some.add(
                    some.size() < 4
                            ? identity
                            : new Identity(identity.name(), identity.pictures().subList(0, 1)));
        }
        return new FaceDataset("people", some);
    }

    private static List<String> names(FaceDataset data) {
        return data.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .map(Picture::name)
                .toList();
    }

    @Test
    void everythingIsGivenWhereNothingIsSaid() {
        assertThat(names(RunInputs.ALL.of(PEOPLE, 7))).isEqualTo(names(PEOPLE));
    }

    @Test
    void onlyPeopleWithSoManyPicturesAreDrawn() {
        FaceDataset drawn = new RunInputs(3, 2, 1, null).of(PEOPLE, 7);
        assertThat(drawn.identities()).hasSize(3).allSatisfy(identity -> {
            assertThat(identity.pictures()).hasSize(2);
            assertThat(PEOPLE.identities().subList(0, 4))
                    .extracting(Identity::name)
                    .contains(identity.name());
        });
        assertThat(names(new RunInputs(3, 2, 1, null).of(PEOPLE, 7)))
                .as("the same seed draws the same")
                .isEqualTo(names(drawn));
        assertThatThrownBy(() -> new RunInputs(5, 2, 1, null).of(PEOPLE, 7))
                .isInstanceOf(LikenessException.class)
                .hasMessage("given.people is 5: people has 4 with 2 pictures or more to learn from");
    }

    @Test
    void fewerPeopleAreSomeOfMore() {
        List<String> few = names(new RunInputs(3, 0, 1, null).of(PEOPLE, 5));
        assertThat(names(new RunInputs(6, 0, 1, null).of(PEOPLE, 5))).containsAll(few);
    }

    @Test
    void copiesStandUnderNamesOfTheirOwnAndShowTheSame() {
        FaceDataset drawn = new RunInputs(0, 1, 3, null).of(PEOPLE, 1);
        assertThat(drawn.identities()).hasSize(8).allSatisfy(identity -> {
            List<Picture> copies = identity.pictures();
            assertThat(copies).extracting(Picture::name).hasSize(3).doesNotHaveDuplicates();
            assertThat(copies.get(2).decode().rgb())
                    .isEqualTo(copies.get(0).decode().rgb());
            assertThat(copies.get(2).content()).isEqualTo(copies.get(0).content());
        });
        assertThat(DatasetHash.of(drawn)).isNotEqualTo(DatasetHash.of(new RunInputs(0, 1, 1, null).of(PEOPLE, 1)));
    }
}
