package org.likeness.core.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;

final class FaceExtractionTest {
    private static FaceExtraction taking(String detector, String template, boolean mirror) {
        Optional<FaceExtraction.Detection> detection = detector.equals("none")
                ? Optional.empty()
                : Optional.of(new FaceExtraction.Detection(
                        detector,
                        detector.repeat(8),
                        template.equals("own") ? Optional.empty() : Optional.of(template)));
        return new FaceExtraction(detection, mirror);
    }

    @ParameterizedTest
    @CsvSource({
        "none, own, false, yunet, own, false, OMIT_DETECTOR",
        "yunet, own, false, none, own, false, USE_THAT_DETECTOR",
        "yunet, own, false, yunet, arcface, false, aligned to the encoder's own template",
        "yunet, own, true, yunet, own, false, AVERAGE_WITH_MIRROR",
        "none, own, false, none, own, true, OMIT_MIRROR",
    })
    void anotherWayIsRefused(
            String detector,
            String template,
            boolean mirror,
            String otherDetector,
            String otherTemplate,
            boolean otherMirror,
            String expected) {
        FaceExtraction held = taking(detector, template, mirror);
        FaceExtraction given = taking(otherDetector, otherTemplate, otherMirror);
        assertThatThrownBy(() -> held.requireSame("the gallery", given))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.getMessage() + error.remedy().map(Remedy::action))
                                .contains(expected))
                .hasMessageStartingWith("the gallery contains ")
                .hasMessageNotContaining("\n");
        assertThatCode(() -> held.requireSame("the gallery", held)).doesNotThrowAnyException();
    }

    @Test
    void anotherDetectorIsOnlySaid() {
        FaceExtraction held = taking("yunet", "own", false);
        FaceExtraction given = taking("light", "own", false);
        assertThatCode(() -> held.requireSame("the gallery", given)).doesNotThrowAnyException();
        assertThat(held.doubt("the gallery", given))
                .contains(
                        "the gallery contains faces detected by yunet (yunetyun), these are detected by light (lightlig): distances differ slightly");
        assertThat(held.doubt("the gallery", held)).isEmpty();
        assertThat(held.doubt("the gallery", FaceExtraction.CUT_OUT)).isEmpty();
    }
}
