package org.likeness.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.OperatingPoint;

class ThresholdsTest {
    private static final OperatingPoint COARSE = new OperatingPoint(1e-2, 1.4, 0, 1, 0);
    private static final OperatingPoint USUAL = new OperatingPoint(1e-4, 1.1, 0, 1, 0);
    private static final OperatingPoint STRICT = new OperatingPoint(1e-6, 0.8, 0, 1, 0);

    private static Thresholds measuredAt(OperatingPoint... points) {
        return new Thresholds(new AngleEncoder(
                Optional.of(new Calibration(1.5, "people made for a test", 10, 100, 1000, List.of(points)))));
    }

    @Test
    void clustersTakeTheThresholdOfOneFalseMatchInTenThousandOrTheNextLooserOne() {
        assertThat(measuredAt(COARSE, USUAL, STRICT).forClusters()).isEqualTo(1.1);
        assertThat(measuredAt(COARSE, STRICT).forClusters()).isEqualTo(1.4);
        assertThat(measuredAt(STRICT).forClusters()).isEqualTo(1.5);
        assertThat(measuredAt().forClusters()).isEqualTo(1.5);
        Thresholds none = new Thresholds(new AngleEncoder(Optional.empty()));
        assertThatThrownBy(none::forClusters)
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("has no calibrated threshold");
    }
}
