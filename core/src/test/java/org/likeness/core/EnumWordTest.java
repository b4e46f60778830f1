package org.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EnumWordTest {
    private enum Kind {
        PAIRS,
        N_WAY,
        DISTINCT_IN_I
    }

    @Test
    void wordsAreInLowerCaseWithHyphens() {
        assertThat(EnumWord.of(Kind.N_WAY)).isEqualTo("n-way");
        assertThat(EnumWord.all(Kind.class)).containsExactly("pairs", "n-way", "distinct-in-i");
        assertThat(EnumWord.of(List.of(Kind.N_WAY, Kind.PAIRS))).containsExactly("n-way", "pairs");
    }

    @Test
    void turkishHasTheSameWords() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(EnumWord.of(Kind.DISTINCT_IN_I)).isEqualTo("distinct-in-i");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void onlyTheExactWordIsFound() {
        for (Kind kind : Kind.values()) {
            assertThat(EnumWord.find(Kind.class, EnumWord.of(kind))).contains(kind);
        }
        assertThat(EnumWord.find(Kind.class, "N_WAY")).isEmpty();
        assertThat(EnumWord.find(Kind.class, "n_way")).isEmpty();
    }
}
