package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxTest {
    @Test
    void overlapIsTheSharedAreaOverTheWhole() {
        var box = new Box(0, 0, 10, 10);
        assertThat(box.intersectionOverUnion(box)).isEqualTo(1);
        assertThat(box.intersectionOverUnion(new Box(5, 0, 10, 10))).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(box.intersectionOverUnion(new Box(2, 2, 5, 4))).isCloseTo(0.2, within(1e-12));
        assertThat(box.intersectionOverUnion(new Box(10, 0, 10, 10))).isZero();
        assertThat(box.intersectionOverUnion(new Box(20, 20, 1, 1))).isZero();
        assertThat(new Box(3, 3, 0, 0).intersectionOverUnion(new Box(3, 3, 0, 0)))
                .isZero();
    }

    @Test
    void aBoxWithoutASizeOrAPlaceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Box(0, 0, -1, 2))
                .withMessageContaining("-1.0 × 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Box(Double.NaN, 0, 1, 2));
    }
}
