package org.likeness.core.evaluation.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Distance;
import org.likeness.core.image.FaceImage;
import org.likeness.core.statistics.Rate;

public class IdentificationTest {
    @Test
    void handComputedExample() {
        float[][] gallery = {{0}, {10}, {20}};
        // Right and near; right but too far; wrong; unreadable; a stranger near somebody; a stranger far from all.
        float[][] probes = {{1}, {14}, {16}, {}, {21}, {5}};
        int[] people = {0, 1, 1, 2, -1, -1};
        Identification.Result result = Identification.of(gallery, probes, people, Distance.SQUARED_EUCLIDEAN, 4.0);
        assertThat(result.rankOne()).isEqualTo(new Rate(2, 4));
        assertThat(result.falseNegatives()).isEqualTo(new Rate(3, 4));
        assertThat(result.falsePositives()).isEqualTo(new Rate(1, 2));
        assertThat(result.cumulative()).containsExactly(0.5, 0.75, 0.75);
        assertThat(result.probes()).hasSize(3);
        assertThat(result.probes().get(2).isRecognized()).isFalse();
        assertThat(result.probes().get(2).nearest()).isEqualTo(2);
    }

    @Test
    void whoeverCouldNotBeEnrolledIsMissedInEveryProbe() {
        float[][] gallery = {{0}, {}, {20}};
        float[][] probes = {{1}, {19}, {10}};
        Identification.Result result =
                Identification.of(gallery, probes, new int[] {0, 1, -1}, Distance.SQUARED_EUCLIDEAN, 4.0);
        assertThat(result.enrolled()).isEqualTo(2);
        assertThat(result.rankOne()).isEqualTo(new Rate(1, 2));
        assertThat(result.falseNegatives()).isEqualTo(new Rate(1, 2));
        assertThat(result.falsePositives()).isEqualTo(new Rate(0, 1));
        assertThat(result.cumulative()).containsExactly(0.5, 0.5, 0.5);
    }

    @Test
    void aTrialEnrolsOnePictureOfEveryOtherPerson() {
        FaceDataset data = new FaceDataset(
                "made", List.of(identity("a", 3), identity("b", 2), identity("single", 1), identity("c", 2)));
        OneShotTrial trial = OneShotTrial.of(data);
        assertThat(trial.known()).extracting(Identity::name).containsExactly("a", "c");
        assertThat(trial.strangers()).extracting(Identity::name).containsExactly("b", "single");
        assertThat(trial.probes())
                .extracting(Picture::name)
                .containsExactly("a/1", "a/2", "c/1", "b/0", "b/1", "single/0");
    }

    @Test
    void tooFewPeopleAreRefused() {
        FaceDataset data = new FaceDataset("tiny", List.of(identity("a", 3), identity("b", 2)));
        assertThatThrownBy(() -> OneShotTrial.of(data))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("tiny has 2 people");
    }

    public static Identity identity(String name, int pictures) {
        return new Identity(
                name,
                IntStream.range(0, pictures)
                        .<Picture>mapToObj(i -> new Named(name + "/" + i))
                        .toList());
    }

    public record Named(String name) implements Picture {
        @Override
        public FaceImage decode() {
            return new FaceImage(1, 1, new byte[3]);
        }
    }
}
