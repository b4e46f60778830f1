package org.likeness.spark.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartGroupTest {
    private static List<PartGroup.PartFile> parts(long... rows) {
        return IntStream.range(0, rows.length)
                .mapToObj(i -> new PartGroup.PartFile(Path.of("part-" + i), rows[i]))
                .toList();
    }

    @Test
    void partsAreGatheredInTheirOrderAndNumbered() {
        List<PartGroup> groups = PartGroup.of(parts(10, 0, 20, 30, 5, 5), 2);
        assertThat(groups)
                .extracting(PartGroup::files)
                .containsExactly(
                        new ArrayList<>(List.of("part-0", "part-2")),
                        new ArrayList<>(List.of("part-3", "part-4")),
                        new ArrayList<>(List.of("part-5")));
        assertThat(groups).extracting(PartGroup::first).containsExactly(0L, 30L, 65L);
        assertThat(groups).extracting(PartGroup::rows).containsExactly(30L, 35L, 5L);
    }

    @Test
    void aPartThatIsLargerThanAGroupIsAlone() {
        assertThat(PartGroup.of(parts(1, 1_000_000, 1), 4)).hasSize(3);
    }

    @Test
    void groupsAreJoinedWhileTheyFitIntoMemory() {
        List<PartGroup> groups = PartGroup.of(parts(250_000, 250_000, 250_000, 250_000, 250_000), 1);
        assertThat(groups).hasSize(5);
        assertThat(PartGroup.joined(groups)).extracting(PartGroup::rows).containsExactly(1_000_000L, 250_000L);
        assertThat(PartGroup.joined(groups)).extracting(PartGroup::first).containsExactly(0L, 1_000_000L);
    }
}
