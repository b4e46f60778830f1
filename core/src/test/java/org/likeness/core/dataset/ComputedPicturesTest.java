package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.likeness.core.dataset.synthetic.SyntheticPeople;

final class ComputedPicturesTest {
    @Test
    void noneIsMadeBeforeItIsAskedFor() {
        AtomicInteger made = new AtomicInteger();
        Identity ann = new Identity("ann", new ComputedPictures(1_000_000_000, number -> {
            made.incrementAndGet();
            return new Albums.Drawn("ann/" + number, number);
        }));
        assertThat(ann.givesPositives()).isTrue();
        assertThat(made).hasValue(0);
        assertThat(ann.pictures().get(999_999_999).name()).isEqualTo("ann/999999999");
        assertThat(made).hasValue(1);
        assertThatThrownBy(() -> ann.pictures().get(1_000_000_000)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void itNeverChanges() {
        ComputedPictures pictures = new ComputedPictures(2, number -> new Albums.Drawn("ann/" + number, number));
        assertThat(pictures).containsExactly(new Albums.Drawn("ann/0", 0), new Albums.Drawn("ann/1", 1));
        assertThatThrownBy(() -> pictures.add(new Albums.Drawn("ann/2", 2)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(pictures::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void syntheticPicturesAreEqualEachTimeTheyAreAskedFor() {
        Identity person = new SyntheticPeople(1, 16).dataset(1, 3).identities().get(0);
        assertThat(person.pictures().get(2)).isEqualTo(person.pictures().get(2));
        assertThat(person.pictures().get(2).name()).isEqualTo("person-00000/02.png");
    }
}
