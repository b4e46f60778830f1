package org.likeness.core.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.image.FaceImage;

class FaceChoiceTest {
    private final FaceImage picture = new FaceImage(200, 100, new byte[200 * 100 * 3]);
    private final DetectedFace surest = Faces.at(10, 10, 20, 0.99);
    private final DetectedFace largest = Faces.at(120, 10, 60, 0.9);
    private final DetectedFace central = Faces.at(90, 40, 18, 0.8);
    private final List<DetectedFace> faces = List.of(surest, largest, central);

    @Test
    void eachRuleTakesItsOwn() {
        assertThat(FaceChoice.LARGEST.of(faces, picture)).containsExactly(largest);
        assertThat(FaceChoice.CENTER.of(faces, picture)).containsExactly(central);
        assertThat(FaceChoice.ALL.of(faces, picture)).isEqualTo(faces);
    }

    @Test
    void betweenEqualFacesTheScoreDecides() {
        List<DetectedFace> twins = List.of(Faces.at(20, 20, 30, 0.9), Faces.at(150, 50, 30, 0.8));
        assertThat(FaceChoice.LARGEST.of(twins, picture)).containsExactly(twins.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void ofNoneThereIsNone(FaceChoice choice) {
        assertThat(choice.of(List.of(), picture)).isEmpty();
    }
}
