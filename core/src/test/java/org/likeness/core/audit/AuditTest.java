package org.likeness.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;

class AuditTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void picturesUnderAWrongNameAreFoundAndNoOthers(long seed) {
        Clusters clusters = new Clusters(seed);
        List<List<Picture>> people = new ArrayList<>();
        for (Identity identity : clusters.strangers("p", 60, 6)) {
            people.add(new ArrayList<>(identity.pictures()));
        }
        Set<String> moved = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            Picture picture = people.get(i).remove(0);
            people.get(i + 20).add(picture);
            moved.add(picture.name());
        }
        Audit audit = clusters.audit(named(people), List.of(), 2);
        assertThat(audit.wrongLabels())
                .as("seed %d", seed)
                .extracting(wrong -> wrong.picture().picture().name())
                .containsExactlyInAnyOrderElementsOf(moved);
        assertThat(audit.wrongLabels()).as("seed %d", seed).allSatisfy(wrong -> {
            assertThat(wrong.picture().picture().name())
                    .startsWith(wrong.other().name() + "/");
            assertThat(wrong.own()).isGreaterThan(wrong.usual()).isGreaterThan(wrong.toOther());
            assertThat(wrong.falseShare()).isBetween(0.0, 0.05);
        });
        assertThat(audit.judged()).isEqualTo(360);
        assertThat(audit.twoNames()).as("seed %d", seed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rightNamesRaiseNoDoubt(long seed) {
        Clusters clusters = new Clusters(seed);
        Audit audit = clusters.audit(clusters.strangers("p", 80, 4), clusters.strangers("q", 80, 2), 1);
        assertThat(audit.wrongLabels()).as("seed %d", seed).isEmpty();
        assertThat(audit.twoNames()).as("seed %d", seed).isEmpty();
        assertThat(audit.sharedPeople()).as("seed %d", seed).isEmpty();
        assertThat(audit.copies()).as("seed %d", seed).isEmpty();
    }

    @Test
    void peopleOfBothSetsAreFoundUnderAnyName() {
        Clusters clusters = new Clusters(4);
        List<Identity> first = clusters.strangers("p", 60, 3);
        List<Identity> second = clusters.strangers("q", 60, 3);
        for (int i = 0; i < 5; i++) {
            float[] person = clusters.person();
            first.add(new Identity("one" + i, clusters.pictures("one" + i, person, 1 + i)));
            second.add(new Identity("other" + i, clusters.pictures("other" + i, person, 3)));
        }
        first.add(new Identity("ann", clusters.pictures("ann", clusters.person(), 2)));
        second.add(new Identity("ann", clusters.pictures("ann", clusters.person(), 2)));
        Audit audit = clusters.audit(first, second, 2);
        assertThat(audit.sharedPeople())
                .extracting(pair -> pair.first().name() + pair.second().name())
                .containsExactlyInAnyOrder("one0other0", "one1other1", "one2other2", "one3other3", "one4other4");
        assertThat(audit.sharedNames()).containsExactly("ann");
        assertThat(audit.twoNames()).isEmpty();
    }

    @Test
    void onePersonUnderTwoNamesIsFoundFromSinglePicturesToo() {
        Clusters clusters = new Clusters(5);
        List<Identity> people = clusters.strangers("p", 80, 1);
        float[] person = clusters.person();
        people.add(new Identity("ann", clusters.pictures("ann", person, 1)));
        people.add(new Identity("anne", clusters.pictures("anne", person, 1)));
        Audit audit = clusters.audit(people, List.of(), 2);
        assertThat(audit.twoNames())
                .extracting(pair -> pair.first().name() + "=" + pair.second().name(), SamePerson::evidence)
                .containsExactly(tuple("ann=anne", Evidence.ONE_PAIR));
        assertThat(audit.wrongLabels()).isEmpty();
        assertThat(audit.judged()).isZero();
    }

    @Test
    void anyNumberOfThreadsFindsTheSame() {
        Clusters clusters = new Clusters(6);
        List<Identity> people = clusters.strangers("p", 40, 3);
        people.add(new Identity("x", clusters.pictures("x", clusters.person(), 4)));
        assertThat(clusters.audit(people, List.of(), 1)).isEqualTo(clusters.audit(people, List.of(), 3));
    }

    @Test
    void aCutCopyIsFoundByWhatTheEncoderPutsNear() {
        Clusters clusters = new Clusters(7);
        List<Identity> people = clusters.strangers("p", 20, 3);
        Picture original = people.get(0).pictures().get(0);
        Picture copy = new Cut("q/copy", original);
        people.add(new Identity("q", List.of(copy)));
        AuditedSets sets = AuditedSets.of(new FaceDataset("first", people), Optional.empty());
        Audit audit = Audit.of(
                sets,
                DatasetInspection.of(sets.joined(), 1, done -> {}),
                picture -> clusters.embedding(picture.equals(copy) ? original : picture),
                0.05,
                1,
                done -> {});
        assertThat(audit.copies()).singleElement().satisfies(found -> {
            assertThat(found.first().picture()).isEqualTo(original);
            assertThat(found.second().picture()).isEqualTo(copy);
            assertThat(found.identical()).isFalse();
        });
    }

    /** The middle of another picture. */
    private record Cut(String name, Picture of) implements Picture {
        @Override
        public FaceImage decode() {
            return Resampler.crop(of.decode(), new CropFraction(0.5, 0.48, 0.92, 0.92), 40, 40);
        }
    }

    private static List<Identity> named(List<List<Picture>> people) {
        List<Identity> named = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            named.add(new Identity("p" + i, people.get(i)));
        }
        return named;
    }
}
