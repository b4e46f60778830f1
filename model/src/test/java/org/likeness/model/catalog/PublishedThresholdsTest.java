package org.likeness.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.OperatingPoint;

final class PublishedThresholdsTest {
    private static final PublishedThresholds PUBLISHED = PublishedThresholds.standard();

    @Test
    void theyAreOfEncodersInTheCatalogAndSayWhatTheyWereMeasuredOn() {
        assertThat(PUBLISHED.all())
                .extracting(PublishedThresholds.Measured::model)
                .containsExactly("faceplugin", "dlib");
        for (PublishedThresholds.Measured measured : PUBLISHED.all()) {
            assertThat(Catalog.standard().entry(measured.model()).file(ModelTask.ENCODER))
                    .as(measured.model())
                    .isPresent();
            Calibration calibration = measured.calibration();
            assertThat(calibration.data()).contains("LFW", "YuNet");
            assertThat(calibration.taking().orElseThrow().detection()).isPresent();
            assertThat(calibration.coversMirror()).isFalse();
            assertThat(PUBLISHED.of(new EncoderId(measured.space()))).contains(calibration);
            assertThat(PUBLISHED.of(measured.model())).contains(calibration);
        }
    }

    @Test
    void smallerRatesHaveSmallerThresholdsWithinTheirIntervals() {
        for (PublishedThresholds.Measured measured : PUBLISHED.all()) {
            List<OperatingPoint> points = measured.calibration().points();
            assertThat(points).as(measured.model()).hasSizeGreaterThanOrEqualTo(4);
            for (OperatingPoint point : points) {
                assertThat(point.falseMatchRate()).isBetween(point.lowerBound(), point.upperBound());
            }
            assertThat(IntStream.range(1, points.size()))
                    .allMatch(i -> points.get(i).falseMatchRate()
                                    < points.get(i - 1).falseMatchRate()
                            && points.get(i).threshold() < points.get(i - 1).threshold()
                            && points.get(i).falseNonMatchRate()
                                    > points.get(i - 1).falseNonMatchRate());
        }
    }

    @Test
    void anotherSpaceHasNone() {
        assertThat(PUBLISHED.of(new EncoderId("0".repeat(64)))).isEmpty();
        assertThat(PUBLISHED.of("yunet")).isEmpty();
    }
}
