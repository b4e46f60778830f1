package org.likeness.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.shards.listing.FaceSetListing;
import org.likeness.shards.tar.WidsIndex;

class ShardWriterTest {
    @TempDir
    private Path folder;

    /** Seven people with 1 to 5 pictures. */
    private FaceDataset people() throws IOException {
        for (int person = 0; person < 7; person++) {
            for (int number = 0; number <= person % 5; number++) {
                Path file = folder.resolve("people/person-" + person + "/" + number + ".png");
                Files.createDirectories(file.getParent());
                Files.write(file, png(person, number));
            }
        }
        return FolderDataset.read(folder.resolve("people"));
    }

    private static byte[] png(int person, int number) {
        byte[] rgb = new byte[4 * 4 * 3];
        IntStream.range(0, rgb.length).forEach(i -> rgb[i] = (byte) (i * (person + 1) + 31 * number));
        return ImageEncoder.encode(new FaceImage(4, 4, rgb), ImageEncoder.Format.PNG);
    }

    private ShardWriter.Result write(FaceDataset data, String to) {
        return ShardWriter.write(data, folder.resolve(to), 4, 1, 2, done -> {});
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void assertSameFiles(Map<String, byte[]> found, Map<String, byte[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void shardsHoldTheSetAsItIs() throws IOException {
        FaceDataset data = people();
        ShardWriter.Result result = write(data, "shards");
        FaceSetListing shards = FaceSets.open(folder.resolve("shards"), 1, 2);
        assertThat(shards.damages().examples()).isEmpty();
        assertThat(shards.data().identities())
                .extracting(Identity::name)
                .isEqualTo(data.identities().stream().map(Identity::name).toList());
        assertThat(DatasetHash.of(shards.data())).isEqualTo(DatasetHash.of(data));
        assertThat(result.pictures()).isEqualTo(data.pictureCount()).isEqualTo(18);
        assertThat(result.missing()).isZero();

        WidsIndex index = WidsIndex.read(folder.resolve("shards/index.json"));
        assertThat(index.shards()).hasSize(result.shards()).hasSizeGreaterThan(3);
        Set<String> seen = new HashSet<>();
        for (WidsIndex.Shard shard : index.shards()) {
            FaceDataset one = FaceSets.open(folder.resolve("shards").resolve(shard.url()), 1, 1)
                    .data();
            one.identities()
                    .forEach(identity -> assertThat(seen.add(identity.name())).isTrue());
            assertThat(one.pictureCount()).isEqualTo((int) shard.samples());
            assertThat(one.pictureCount() <= 4 || one.identities().size() == 1).isTrue();
            assertThat(shard.fileSize())
                    .isEqualTo(Files.size(folder.resolve("shards").resolve(shard.url())));
        }
    }

    /** As WebDataset's own programs read it: neighbors, a picture and a class that is a number. */
    @Test
    void anotherProgramFindsSamplesWithClasses() throws IOException {
        write(people(), "shards");
        Map<String, String> classes = new TreeMap<>();
        for (byte[] shard : files(folder.resolve("shards")).entrySet().stream()
                .filter(file -> file.getKey().endsWith(".tar"))
                .map(Map.Entry::getValue)
                .toList()) {
            try (var in = new TarArchiveInputStream(new ByteArrayInputStream(shard))) {
                for (TarArchiveEntry picture = in.getNextEntry(); picture != null; picture = in.getNextEntry()) {
                    String key = picture.getName().replace(".png", "");
                    byte[] bytes = in.readAllBytes();
                    assertThat(bytes)
                            .isEqualTo(
                                    Files.readAllBytes(folder.resolve("people").resolve(picture.getName())));
                    TarArchiveEntry label = in.getNextEntry();
                    assertThat(label.getName()).isEqualTo(key + ".cls");
                    classes.put(key, new String(in.readAllBytes(), StandardCharsets.US_ASCII));
                }
            }
        }
        assertThat(classes).hasSize(18).containsEntry("person-3/2", "3").containsEntry("person-6/0", "6");
    }

    @Test
    void theSameSetGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        FaceDataset data = people();
        write(data, "once");
        ShardWriter.write(data, folder.resolve("again"), 4, 1, 1, done -> {});
        assertSameFiles(files(folder.resolve("again")), files(folder.resolve("once")));
        ShardWriter.write(data, folder.resolve("other"), 4, 2, 1, done -> {});
        assertThat(files(folder.resolve("other")).get("faces-000000.tar"))
                .isNotEqualTo(files(folder.resolve("once")).get("faces-000000.tar"));
    }

    @Test
    void whatWasInterruptedIsContinued() throws IOException {
        FaceDataset data = people();
        write(data, "whole");
        String last = FaceSets.open(folder.resolve("whole/faces-000003.tar"), 1, 1)
                .data()
                .identities()
                .get(0)
                .name();
        FaceDataset failing = new FaceDataset(
                data.name(),
                data.identities().stream()
                        .map(identity -> identity.name().equals(last) ? broken(identity) : identity)
                        .toList());
        Path shards = folder.resolve("shards");
        assertThatThrownBy(() -> ShardWriter.write(failing, shards, 4, 1, 1, done -> {}))
                .isInstanceOf(UncheckedIOException.class);
        Map<String, byte[]> begun = files(shards);
        assertThat(begun.keySet())
                .contains("shards.txt")
                .doesNotContain("index.json")
                .noneMatch(name -> name.endsWith(".tmp"));
        ShardWriter.Result result = write(data, "shards");
        assertThat(result.existing()).isEqualTo(begun.size() - 1).isPositive().isLessThan(result.shards());
        assertSameFiles(files(shards), files(folder.resolve("whole")));
        assertThat(write(data, "shards").existing()).isEqualTo(result.shards());
        assertThatThrownBy(() -> ShardWriter.write(data, shards, 5, 1, 1, done -> {}))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("contains shards of another set");
        assertThatThrownBy(() -> write(data, "people")).hasMessageEndingWith("is not empty: choose another folder");
    }

    /** Its disk fails while its first picture is read. */
    private static Identity broken(Identity identity) {
        Picture failing = new Picture() {
            @Override
            public String name() {
                return identity.pictures().get(0).name();
            }

            @Override
            public FaceImage decode() {
                throw new IllegalStateException("shards are written from the files' bytes");
            }

            @Override
            public byte[] content() {
                throw new UncheckedIOException(new IOException("the disk is gone"));
            }
        };
        List<Picture> pictures = new ArrayList<>(identity.pictures());
        pictures.set(0, failing);
        return new Identity(identity.name(), pictures);
    }

    @Test
    void everyPictureIsASampleOfItsOwnAndNothingIsLost() throws IOException {
        Path person = Files.createDirectories(folder.resolve("odd/Dr. Å. Lee/2019.05"));
        Files.write(person.resolve("a.1.png"), png(1, 1));
        Files.write(person.resolve("a.2.png"), png(1, 2));
        Files.write(person.resolve("a_1.png"), png(1, 3));
        Files.writeString(person.resolve("text.jpg"), "not a picture");
        Path gone = Files.write(person.resolve("gone.png"), png(1, 5));
        FaceDataset data = FolderDataset.read(folder.resolve("odd"));
        Files.delete(gone);
        ShardWriter.Result result = write(data, "shards");
        assertThat(result.failures()).containsOnlyKeys("Dr. Å. Lee/2019.05/gone.png");
        assertThat(result.missing()).isEqualTo(1);
        List<Picture> read = FaceSets.open(folder.resolve("shards"), 1, 1)
                .data()
                .identities()
                .get(0)
                .pictures();
        assertThat(read)
                .extracting(Picture::name)
                .containsExactly(
                        "Dr. Å. Lee/2019.05/a_1.png",
                        "Dr. Å. Lee/2019.05/a_1_2.png",
                        "Dr. Å. Lee/2019.05/a_2.png",
                        "Dr. Å. Lee/2019.05/text.jpg");
        assertThat(read.get(2).content()).isEqualTo(png(1, 2));
        assertThatThrownBy(read.get(3)::decode)
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessageContaining("not a JPEG");
    }

    @Test
    void computedPicturesBecomeFiles() {
        FaceDataset synthetic = new SyntheticPeople(1, 16).dataset(5, 2);
        ShardWriter.write(synthetic, folder.resolve("shards"), 4, 1, 1, done -> {});
        FaceDataset read = FaceSets.open(folder.resolve("shards"), 1, 1).data();
        for (int person = 0; person < 5; person++) {
            assertThat(read.identities().get(person).pictures().get(1).decode().rgb())
                    .isEqualTo(synthetic
                            .identities()
                            .get(person)
                            .pictures()
                            .get(1)
                            .decode()
                            .rgb());
        }
    }
}
