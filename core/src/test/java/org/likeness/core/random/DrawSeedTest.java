package org.likeness.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The seeds are parts of every run's result: they never change. */
class DrawSeedTest {
    private static final Map<DrawSeed, long[]> KNOWN = Map.ofEntries(
            Map.entry(
                    DrawSeed.WEIGHTS, new long[] {-4767286540954276203L, -5945890686037542707L, -368993802325983282L}),
            Map.entry(DrawSeed.SPLIT, new long[] {2949826092126892291L, -4930819283547014102L, 7274578644769105102L}),
            Map.entry(DrawSeed.PAIRS, new long[] {5139283748462763858L, 169494845309084103L, 5279345890974556324L}),
            Map.entry(
                    DrawSeed.REPLACEMENT,
                    new long[] {6349198060258255764L, -1838305188216879984L, 6991593641321040502L}),
            Map.entry(
                    DrawSeed.AUGMENTATION,
                    new long[] {701532786141963250L, -6072883697075006620L, 7738583190800871793L}),
            Map.entry(
                    DrawSeed.DROPOUT, new long[] {-2430762948046562554L, -3325070783810472689L, -6143740089565125480L}),
            Map.entry(DrawSeed.MINING, new long[] {4028864712777624925L, 8278070856992315460L, 2646609743663452147L}),
            Map.entry(
                    DrawSeed.GLOBAL_MINING,
                    new long[] {-3677692746721775708L, 4113975542909897992L, -5445772820938135619L}),
            Map.entry(
                    DrawSeed.CENTERS, new long[] {6270620877612482005L, -3496893916683024135L, -7418632959462376812L}),
            Map.entry(
                    DrawSeed.CLASSES, new long[] {-7037763681458882642L, -3026055695161427201L, -1139604453155301532L}),
            Map.entry(
                    DrawSeed.HARMONIC_MINING,
                    new long[] {3779771651426294207L, 7128684023082788370L, -8342227671347018229L}));

    @Test
    void seedsAndFirstBitsAreTheSameForEver() {
        assertThat(KNOWN).containsOnlyKeys(DrawSeed.values());
        KNOWN.forEach((draw, known) -> assertThat(new long[] {
                    draw.at(42), draw.at(42, 7, 3), draw.generator(42, 7, 3).nextLong()
                })
                .as(draw.name())
                .containsExactly(known));
        assertThat(DrawSeed.WEIGHTS.at(0)).isEqualTo(-2152535657050944081L);
        assertThat(DrawSeed.WEIGHTS.at(-1, Long.MAX_VALUE)).isEqualTo(5630395830996567332L);
    }
}
