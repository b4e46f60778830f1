package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.image.FaceImage;

class DegradationTest {
    private static final FaceDataset PEOPLE = new SyntheticPeople(1, 64).dataset(2, 2);
    private static final FaceImage FACE =
            PEOPLE.identities().get(0).pictures().get(0).decode();

    private static FaceImage fewer(long pixels) {
        return new Degradation(OptionalLong.of(pixels), OptionalDouble.empty()).of(FACE);
    }

    private static FaceImage jpeg(double quality) {
        return new Degradation(OptionalLong.empty(), OptionalDouble.of(quality)).of(FACE);
    }

    private static double difference(FaceImage other) {
        double sum = 0;
        for (int i = 0; i < FACE.rgb().length; i++) {
            sum += Math.abs((FACE.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return sum / FACE.rgb().length;
    }

    @Test
    void fewerPixelsAndLowerQualityLeaveLess() {
        assertThat(fewer(64 * 64)).as("it has no more").isSameAs(FACE);
        assertThat(difference(fewer(1600))).isPositive().isLessThan(difference(fewer(400)));
        assertThat(difference(fewer(400))).isLessThan(difference(fewer(25)));
        assertThat(difference(jpeg(0.9))).isLessThan(difference(jpeg(0.3)));
        assertThat(difference(jpeg(0.3))).isLessThan(difference(jpeg(0.05)));
        assertThat(fewer(1).width()).isEqualTo(64);
    }

    @Test
    void namesAndPeopleStay() {
        FaceDataset worse = DegradedDataset.of(PEOPLE, new Degradation(OptionalLong.of(100), OptionalDouble.of(0.5)));
        assertThat(worse.identities().get(1).name())
                .isEqualTo(PEOPLE.identities().get(1).name());
        assertThat(worse.identities().get(1).pictures().get(1).name())
                .isEqualTo(PEOPLE.identities().get(1).pictures().get(1).name());
        assertThat(worse.identities().get(0).pictures().get(0).decode().rgb()).isNotEqualTo(FACE.rgb());
    }

    @Test
    void whatIsNoDegradationIsRefused() {
        assertThatThrownBy(() -> new Degradation(OptionalLong.of(0), OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Degradation(OptionalLong.empty(), OptionalDouble.of(1.5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
