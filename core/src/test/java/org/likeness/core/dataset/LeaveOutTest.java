package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetInspection.Copies;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceImage;

class LeaveOutTest {
    private record Named(String name) implements Picture {
        @Override
        public FaceImage decode() {
            return Drawings.smooth(8, 8, new SplittableRandom(1));
        }
    }

    private static Identity person(String name, String... pictures) {
        return new Identity(
                name, List.of(pictures).stream().<Picture>map(Named::new).toList());
    }

    private static Copies copies(boolean identical, String... pictures) {
        return new Copies(
                List.of(pictures).stream()
                        .map(name -> new Member(name.substring(0, name.indexOf('/')), name))
                        .toList(),
                identical);
    }

    @Test
    void ofCopiesTheFirstStaysUnlessTwoPeopleHaveThem() {
        DatasetInspection inspection = new DatasetInspection(
                "set",
                "",
                3,
                9,
                new TreeMap<>(),
                Optional.empty(),
                List.of(),
                List.of(
                        copies(true, "ann/1", "ann/2", "ann/3"),
                        copies(false, "ann/1", "ann/4"),
                        copies(true, "bob/1", "cy/1")),
                false);
        assertThat(LeaveOut.copies(inspection).names()).containsExactly("ann/2", "ann/3", "ann/4", "bob/1", "cy/1");
    }

    @Test
    void aListThatIsWrittenIsReadAndAppliedAndUnknownNamesAreTold(@TempDir Path folder) throws Exception {
        FaceDataset data =
                new FaceDataset("set", List.of(person("ann", "ann/1", "ann/u\u0308"), person("bob", "bob/1")));
        Path file = folder.resolve("out/list.txt");
        LeaveOut.of(List.of("bob/1", "ann/\u00FC", "who/1")).write(file);
        Path more = Files.writeString(folder.resolve("more.txt"), "\r\nbob/1\r\n\r\n");
        LeaveOut.Remainder remainder = LeaveOut.read(List.of(file, more)).from(data);
        assertThat(remainder.data().identities()).containsExactly(person("ann", "ann/1"));
        assertThat(remainder.count()).isEqualTo(2);
        assertThat(remainder.unknown()).containsExactly("who/1");
        LeaveOut all = LeaveOut.of(List.of("ann/1", "ann/\u00FC", "bob/1"));
        assertThatThrownBy(() -> all.from(data))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("nothing remains");
    }

    @Test
    void whoKeepsAllKeepsTheListAsItIs() {
        Identity ann = person("ann", "ann/1");
        FaceDataset data = new FaceDataset("set", List.of(ann, person("bob", "bob/1", "bob/2")));
        LeaveOut.Remainder remainder = LeaveOut.of(List.of("bob/2")).from(data);
        assertThat(remainder.data().identities().get(0)).isSameAs(ann);
        assertThat(remainder.data().pictureCount()).isEqualTo(2);
    }

    @Test
    void everyNameIsReadAsItWasWritten(@TempDir Path folder) {
        LeaveOut list = LeaveOut.of(List.of("ann/\n1", "ann/\r2", "a\\n/3", "a\\\n/4", "C:\\new\\x.png"));
        Path file = folder.resolve("list.txt");
        list.write(file);
        assertThat(file).content().hasLineCount(5);
        assertThat(LeaveOut.read(List.of(file))).isEqualTo(list);
    }
}
