package org.likeness.spark.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.synthetic.SyntheticFolder;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.shards.FaceSets;
import org.likeness.shards.ShardWriter;

class SetPartTest {
    @TempDir
    private Path folder;

    private Path people() {
        Path people = folder.resolve("people");
        new SyntheticFolder(1, 16, 0, 7, 3, ImageEncoder.Format.PNG).write(people, 1, done -> {});
        return people;
    }

    private static List<String> people(List<SetPart> parts) {
        List<String> all = new ArrayList<>();
        parts.forEach(part -> part.open("test").data().identities().stream()
                .map(Identity::name)
                .forEach(all::add));
        return all;
    }

    @Test
    void peopleOfAFolderAreInOnePartEach() {
        Path set = people();
        FaceDataset data = FaceSets.open(set, 1, 1).data();
        for (int pictures : new int[] {1, 3, 4, 7, 100}) {
            List<SetPart> parts = SetPart.of(set, 1, pictures);
            assertThat(parts).hasSize((int) Math.ceil(7 / Math.ceil(pictures / 3.0)));
            assertThat(people(parts))
                    .containsExactlyElementsOf(
                            data.identities().stream().map(Identity::name).toList());
        }
    }

    @Test
    void shardsAreTheParts() throws IOException {
        Path shards = folder.resolve("shards");
        ShardWriter.write(FaceSets.open(people(), 1, 1).data(), shards, 6, 1, 1, done -> {});
        List<SetPart> parts = SetPart.of(shards, 1, 1);
        assertThat(parts).hasSize(4).allMatch(SetPart::isShard);
        assertThat(people(parts)).hasSize(7).doesNotHaveDuplicates();
        assertThat(SetPart.of(Path.of(shards + "/*.tar"), 1, 1)).isEqualTo(parts);
        Files.delete(Path.of(parts.get(2).set()));
        assertThatThrownBy(() -> SetPart.of(shards, 1, 1))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("lists 4 shards of which 1 are missing");
    }

    @Test
    void aSetThatIsMissingIsRefused() {
        assertThatThrownBy(() -> SetPart.of(folder.resolve("missing"), 1, 10))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("missing");
    }
}
