package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final FaceDataset DATA = Albums.of("lfw", 2, 3);

    @Test
    void entriesAreThoseOfTheDataSet() {
        Batch.Entry entry = Batch.Entry.of(DATA, 1, 2);
        assertThat(entry.picture())
                .isEqualTo(DATA.identities().get(1).pictures().get(2));
        assertThat(new Batch(List.of(entry, Batch.Entry.of(DATA, 0, 1))).labels())
                .containsExactly(1, 0);
        assertThatThrownBy(() -> Batch.Entry.of(DATA, 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aPictureThatIsInTwiceIsRefused() {
        Batch.Entry entry = Batch.Entry.of(DATA, 1, 2);
        assertThatThrownBy(() -> new Batch(List.of(entry, Batch.Entry.of(DATA, 1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry.picture().name() + " is in the batch twice");
    }
}
