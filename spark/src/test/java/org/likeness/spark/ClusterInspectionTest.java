package org.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.DatasetInspection.Copies;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.core.dataset.synthetic.SyntheticFolder;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.shards.FaceSets;
import org.likeness.shards.ShardWriter;
import org.likeness.spark.inspect.InspectJob;
import org.likeness.spark.inspect.InspectResult;
import org.likeness.spark.inspect.InspectSettings;
import org.likeness.spark.inspect.InspectedPart;

/** Inspecting on a cluster of separate programs, beside what one program finds. */
@Timeout(300)
class ClusterInspectionTest {
    private static final int PART = 12; // pictures

    @TempDir
    private Path folder;

    private Path people;

    /** Ten people, and copies within and across them and the parts, pictures that cannot be read, and other files. */
    @BeforeEach
    void make() throws IOException {
        people = folder.resolve("people");
        new SyntheticFolder(1, 32, 0, 10, 4, ImageEncoder.Format.PNG).write(people, 2, done -> {});
        List<Path> pictures;
        try (var walk = Files.walk(people)) {
            pictures = walk.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
        Path first = pictures.get(0);
        Path last = pictures.get(pictures.size() - 1);
        Files.copy(first, first.resolveSibling("again.png"));
        Files.copy(first, last.resolveSibling("of another.png"));
        Path middle = pictures.get(pictures.size() / 2);
        FaceImage picture = ImageDecoder.decode(middle);
        Files.write(last.resolveSibling("nearly.jpg"), ImageEncoder.encode(picture, ImageEncoder.Format.JPG));
        Files.write(last.resolveSibling("nearly again.jpg"), ImageEncoder.encode(picture, ImageEncoder.Format.JPG));
        Files.writeString(middle.resolveSibling("text.jpg"), "no picture");
        Files.writeString(first.resolveSibling("notes.txt"), "no picture either");
    }

    private InspectResult inspect(Path set, String out) throws IOException {
        return InspectJob.run(
                TestCluster.shared().connection(), new InspectSettings(set, 1, PART, folder.resolve(out)));
    }

    @Test
    void foldersAndShardsAreSeenAsOneProgramSeesThem() throws IOException {
        InspectResult inFolders = inspect(people, "folders");
        requireSame(inFolders.inspection(), people);
        assertThat(inFolders.reports()).hasSizeGreaterThan(2);
        assertThat(inFolders.passedOver())
                .isEqualTo(FaceSets.open(people, 1, 1).passedOver())
                .isNotEqualTo(SkippedFiles.NOTHING);
        assertThat(inFolders.inspection().unreadable()).hasSize(1);
        assertThat(inFolders.inspection().underTwoIdentities()).hasSize(2);
        Path shards = folder.resolve("shards");
        ShardWriter.write(TestPeople.data(people), shards, PART, 1, 1, done -> {});
        InspectResult inShards = inspect(shards, "inspected");
        requireSame(inShards.inspection(), shards);
        assertThat(inShards.reports()).hasSizeGreaterThan(2);
        assertThat(inShards.inspection().hash())
                .isEqualTo(inFolders.inspection().hash());
    }

    private static void requireSame(DatasetInspection found, Path set) {
        DatasetInspection own = DatasetInspection.of(TestPeople.data(set), 1, done -> {});
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("copies", "unreadable")
                .isEqualTo(own);
        assertThat(found.unreadable()).containsExactlyInAnyOrderElementsOf(own.unreadable());
        assertThat(sets(found.identical())).isEqualTo(sets(own.identical())).isNotEmpty();
        assertThat(sets(found.nearIdentical()))
                .isEqualTo(sets(own.nearIdentical()))
                .isNotEmpty();
    }

    private static Set<Set<DatasetInspection.Member>> sets(List<Copies> copies) {
        return copies.stream().map(group -> Set.copyOf(group.members())).collect(Collectors.toSet());
    }

    @Test
    void whatHasBeenReadStaysAndWhatIsDamagedIsNamed() throws IOException {
        Path shards = folder.resolve("shards");
        ShardWriter.write(TestPeople.data(people), shards, PART, 1, 1, done -> {});
        List<Path> files = FaceSets.shards(shards);
        Path bad = files.get(1);
        Path kept = folder.resolve("kept.tar");
        Files.copy(bad, kept);
        Files.write(bad, new byte[1024]);
        InspectResult broken = inspect(shards, "inspected");
        assertThat(broken.unreadable())
                .singleElement()
                .extracting(InspectedPart::unreadable)
                .asString()
                .contains(String.valueOf(bad.getFileName()));
        Files.copy(kept, bad, StandardCopyOption.REPLACE_EXISTING);
        InspectResult mended = inspect(shards, "inspected");
        assertThat(mended.resumed()).isEqualTo(files.size() - 1);
        requireSame(mended.inspection(), shards);
        assertThat(inspect(shards, "inspected").resumed()).isEqualTo(files.size());
        assertThatThrownBy(() -> inspect(people, "inspected"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("holds the inspection of")
                .hasMessageContaining("choose another folder");
    }
}
