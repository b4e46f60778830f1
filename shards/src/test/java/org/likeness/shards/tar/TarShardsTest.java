package org.likeness.shards.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.shards.FaceSets;
import org.likeness.shards.listing.FaceSetListing;

class TarShardsTest {
    private static final int THREADS = 3;

    @TempDir
    private Path folder;

    private static Map<String, String> contents(FaceDataset data) {
        Map<String, String> contents = new TreeMap<>();
        for (Identity identity : data.identities()) {
            for (Picture picture : identity.pictures()) {
                assertThat(picture.name()).startsWith(identity.name() + "/");
                contents.put(picture.name(), new String(picture.content(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    private FaceSetListing open(String path) {
        return FaceSets.open(folder.resolve(path), 1, THREADS);
    }

    @Test
    void foldersOfAnArchiveAreThePeople() {
        new Archive()
                .folder("./ann")
                .file("./ann/10.jpg", "a10")
                .file("./ann/2.jpg", "a2")
                .file("./bo/trip/1.png", "b1")
                .file("./bo/notes.txt", "nothing")
                .file("./bo/._1.png", "of a Mac")
                .file("__meta__/about.jpg", "about the shard")
                .file("__index__.json", "{}")
                .write(folder.resolve("people.tar"));
        FaceSetListing listing = open("people.tar");
        assertThat(contents(listing.data()))
                .isEqualTo(Map.of("ann/10.jpg", "a10", "ann/2.jpg", "a2", "bo/trip/1.png", "b1"));
        assertThat(listing.data().identities().get(0).pictures())
                .extracting(Picture::name)
                .containsExactly("ann/2.jpg", "ann/10.jpg");
        assertThat(listing.passedOver().text()).isEqualTo("1 file (1 .txt), 1 hidden");
        assertThat(listing.damages().examples()).isEmpty();
        assertThat(listing.data().name()).isEqualTo("people.tar");
    }

    @Test
    void labelsTellWhoIsWhoAndFoldersNameThemIfTheyAgree() {
        new Archive()
                .file("ann/1.jpg", "a1")
                .file("ann/1.cls", "7\n")
                .file("bo/1.json", "{\"width\": 5, \"label\": 8}")
                .file("bo/1.jpg", "b1")
                .write(folder.resolve("agree.tar"));
        assertThat(contents(open("agree.tar").data())).isEqualTo(Map.of("ann/1.jpg", "a1", "bo/1.jpg", "b1"));

        new Archive()
                .file("pictures/1.jpg", "a1")
                .file("pictures/1.cls", "7")
                .file("pictures/2.jpg", "b1")
                .file("pictures/2.json", "{\"identity\": \"bo\", \"label\": 3}")
                .file("pictures/3.jpg", "nobody's")
                .file("pictures/4.jpg", "bad")
                .file("pictures/4.json", "{\"identity\": ")
                .file("pictures/5.jpg", "led astray")
                .file("pictures/5.cls", "/etc")
                .write(folder.resolve("differ.tar"));
        FaceSetListing differ = open("differ.tar");
        assertThat(contents(differ.data())).isEqualTo(Map.of("7/pictures/1.jpg", "a1", "bo/pictures/2.jpg", "b1"));
        assertThat(differ.damages().examples()).hasSize(3);
        assertThat(String.join("\n", differ.damages().examples()))
                .contains("differ.tar, pictures/4.json: no valid JSON")
                .contains("differ.tar, pictures/5.cls: a label of 4 characters that names nobody")
                .contains("pictures in the folder pictures have no label");
    }

    /** As WebDataset's examples: keys that count from 0 in each shard, one class a sample. */
    @Test
    void keysThatStartAgainInEachShardStayDifferentPictures() {
        for (int shard = 0; shard < 3; shard++) {
            new Archive()
                    .file("000000.jpg", "first of " + shard)
                    .file("000000.cls", "5")
                    .file("000001.cls", "" + shard)
                    .file("000001.jpg", "second of " + shard)
                    .write(folder.resolve("train-00000" + shard + ".tar"));
        }
        Map<String, String> expected = Map.of(
                "5/train-000000/000000.jpg", "first of 0",
                "5/train-000001/000000.jpg", "first of 1",
                "5/train-000002/000000.jpg", "first of 2",
                "0/000001.jpg", "second of 0",
                "1/000001.jpg", "second of 1",
                "2/000001.jpg", "second of 2");
        assertThat(contents(open("train-{000000..000002}.tar").data())).isEqualTo(expected);
        assertThat(contents(open("train-*.tar").data())).isEqualTo(expected);
        assertThat(contents(open("train-00000{0,1,2}.tar").data())).isEqualTo(expected);
        assertThat(contents(open("").data())).isEqualTo(expected);
        assertThatThrownBy(() -> open("train-{000000..000003}.tar"))
                .hasMessageContaining("train-000003.tar: no such file");
        assertThatThrownBy(() -> open("test-*.tar")).hasMessageContaining("test-*.tar: no such file");
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void longNamesAndThoseBeyondAsciiAreRead(int mode) {
        String person = "Ängström " + "x".repeat(150);
        new Archive(mode)
                .file(person + "/" + "y".repeat(120) + ".jpg", "long")
                .file("short/1.jpg", "short")
                .write(folder.resolve("long.tar"));
        FaceSetListing listing = open("long.tar");
        assertThat(contents(listing.data()))
                .isEqualTo(Map.of(person + "/" + "y".repeat(120) + ".jpg", "long", "short/1.jpg", "short"));
        assertThat(listing.damages().isEmpty()).isTrue();
    }

    @Test
    void whatIsNoRegularFileOrHasNoNameIsCounted() {
        new Archive()
                .file("ann/1.jpg", "a1")
                .link("ann/2.jpg", "1.jpg")
                .file("../evil/1.jpg", "out")
                .file("lost.jpg", "nobody's")
                .file("ann/1.jpg", "again")
                .write(folder.resolve("odd.tar"));
        FaceSetListing listing = open("odd.tar");
        assertThat(contents(listing.data())).isEqualTo(Map.of("ann/1.jpg", "a1"));
        assertThat(String.join("\n", listing.damages().examples()))
                .contains("odd.tar, ann/2.jpg: a link")
                .contains("odd.tar, ../evil/1.jpg: a name that leads out of a folder")
                .contains("odd.tar, lost.jpg: nobody is named")
                .contains("odd.tar has 1.jpg of ann twice");
        assertThat(listing.damages().count()).isEqualTo(4);
    }

    @Test
    void aDamagedHeaderCostsItsMemberAlone() throws IOException {
        byte[] sound = tenPictures();
        for (int damaged = 0; damaged < 10; damaged++) {
            byte[] bytes = sound.clone();
            bytes[damaged * 1024 + 3] ^= 0x40;
            Files.write(folder.resolve("x.tar"), bytes);
            FaceSetListing listing = open("x.tar");
            assertThat(contents(listing.data()))
                    .hasSize(9)
                    .doesNotContainKey("p" + damaged % 3 + "/" + damaged + ".jpg");
            assertThat(listing.damages().examples())
                    .containsExactly(String.format(
                            Locale.ROOT,
                            "x.tar, bytes %,d to %,d: no member's header: its checksum is wrong",
                            damaged * 1024,
                            damaged == 9 ? sound.length : damaged * 1024 + 1024));
        }
    }

    private static byte[] tenPictures() {
        var archive = new Archive();
        for (int i = 0; i < 10; i++) {
            archive.file("p" + i % 3 + "/" + i + ".jpg", "picture " + i);
        }
        return archive.bytes();
    }

    @Test
    void aTruncatedShardIsNamedAndReadAsFarAsItGoes() throws IOException {
        byte[] sound = tenPictures();
        for (int kept = 1024; kept < 10 * 1024 + 512; kept += 256) {
            Files.write(folder.resolve("x.tar"), Arrays.copyOf(sound, kept));
            FaceSetListing listing = open("x.tar");
            int whole = 0;
            for (Identity identity : listing.data().identities()) {
                for (Picture picture : identity.pictures()) {
                    try {
                        assertThat(new String(picture.content(), StandardCharsets.UTF_8))
                                .startsWith("picture ");
                        whole++;
                    } catch (UnreadablePictureException e) {
                        assertThat(e).hasMessageEndingWith(".jpg: truncated: x.tar ends within it");
                    }
                }
            }
            assertThat(whole).isEqualTo((kept + 512 - 9) / 1024);
            assertThat(listing.damages().count())
                    .as("damages of %d bytes", kept)
                    .isEqualTo(1);
            assertThat(listing.damages().examples().get(0)).contains("x.tar").contains("truncated");
        }
    }

    @Test
    void emptyAndUnequalShardsAreReadAndNamed() throws IOException {
        new Archive().file("ann/1.jpg", "a1").file("ann/2.jpg", "a2").write(folder.resolve("s/a.tar"));
        new Archive().write(folder.resolve("s/b.tar"));
        Files.createFile(folder.resolve("s/c.tar"));
        FaceSetListing listing = open("s");
        assertThat(contents(listing.data())).hasSize(2);
        assertThat(listing.damages().examples())
                .containsExactlyInAnyOrder("b.tar contains no picture", "c.tar is empty (0 bytes)");
        assertThatThrownBy(() -> open("s/b.tar"))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("b.tar contains no picture of a named person");
    }

    @Test
    void concatenatedArchivesAreReadWhole() throws IOException {
        byte[] first = new Archive().file("ann/1.jpg", "a1").bytes();
        byte[] second = new Archive().file("bo/1.jpg", "b1").bytes();
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Files.write(folder.resolve("both.tar"), both);
        assertThat(contents(open("both.tar").data())).isEqualTo(Map.of("ann/1.jpg", "a1", "bo/1.jpg", "b1"));
    }

    @Test
    void compressedShardsAreRefusedWithWhatToDo() throws IOException {
        Path gzip = folder.resolve("x.tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(tenPictures());
        }
        assertThatThrownBy(() -> open("x.tar.gz"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("compressed with gzip")
                .hasMessageContaining("Decompress it");
    }

    @Test
    void theIndexTellsWhatIsMissingOrCut() throws IOException {
        Path shard = Files.createDirectories(folder.resolve("s")).resolve("a.tar");
        Files.write(shard, tenPictures());
        Path index = folder.resolve("s/index.json");
        new WidsIndex(List.of(new WidsIndex.Shard("a.tar", "", 10, Files.size(shard)))).write(index);
        assertThat(open("s").damages().examples()).isEmpty();
        assertThat(contents(open("s/index.json").data())).hasSize(10);
        new WidsIndex(List.of(new WidsIndex.Shard("a.tar", "", 12, 99_999))).write(index);
        assertThat(open("s").damages().examples())
                .containsExactly(
                        String.format(
                                Locale.ROOT,
                                "a.tar has %,d bytes, and 99,999 in the index of the shards",
                                Files.size(shard)),
                        "a.tar has 10 samples, and 12 in the index of the shards");
        new WidsIndex(List.of(new WidsIndex.Shard("a.tar", "", 10, -1), new WidsIndex.Shard("b.tar", "", 10, -1)))
                .write(index);
        assertThatThrownBy(() -> open("s"))
                .hasMessageContaining("lists 2 shards of which 1 are missing, such as " + folder.resolve("s/b.tar"));
        Files.writeString(
                index,
                "{\"__kind__\": \"wids-shard-index-v1\", \"shardlist\": [{\"url\": \"https://x.example/a.tar\"}]}");
        assertThatThrownBy(() -> open("s")).hasMessageContaining("is no path of a file");
        Files.writeString(index, "{\"__kind__\": \"wids-shard-index-v1\", \"shardlist\"");
        assertThatThrownBy(() -> open("s/index.json")).hasMessageContaining("is no valid JSON");
    }

    /** Any bytes: an answer or a refusal in one line, soon, and nothing else. */
    @Test
    void noBytesDoAnyHarm() throws IOException {
        var random = new Random(23);
        byte[] sound = new Archive()
                .file("x".repeat(140) + "/1.jpg", "long")
                .file("ann/1.jpg", "a1")
                .file("ann/1.cls", "3")
                .file("bo/2.json", "{\"label\": 4}")
                .file("bo/2.jpg", "b2")
                .bytes();
        for (int round = 0; round < 200; round++) {
            byte[] bytes = sound.clone();
            int header = 512 * random.nextInt(12);
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[header + random.nextInt(512)] = (byte) random.nextInt();
            }
            if (random.nextBoolean()) { // a header that says what it should not, and agrees with its checksum
                long sum = 0;
                Arrays.fill(bytes, header + 148, header + 156, (byte) ' ');
                for (int i = 0; i < 512; i++) {
                    sum += bytes[header + i] & 0xff;
                }
                byte[] digits = String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(digits, 0, bytes, header + 148, 8);
            }
            Files.write(folder.resolve("x.tar"), bytes);
            try {
                for (Identity identity : open("x.tar").data().identities()) {
                    for (Picture picture : identity.pictures()) {
                        try {
                            picture.content();
                        } catch (UnreadablePictureException e) {
                            assertThat(e.getMessage()).isNotEmpty();
                        }
                    }
                }
            } catch (LikenessException e) {
                assertThat(e.getMessage()).as("round %d", round).doesNotContain("\n");
            }
        }
    }

    /** A size in a header that the file cannot have, in digits and in binary. */
    @Test
    void sizesThatCannotBeAreRefusedBeforeTheyAreUsed() throws IOException {
        byte[] bytes = tenPictures();
        Arrays.fill(bytes, 124, 136, (byte) 0xff); // 2^95 − 1
        checksum(bytes);
        Files.write(folder.resolve("x.tar"), bytes);
        FaceSetListing binary = open("x.tar");
        assertThat(binary.damages().examples().get(0)).contains("a size of more than 63 bits");
        assertThat(contents(binary.data())).hasSize(9);
        bytes[156] = 'L';
        System.arraycopy("77777777777".getBytes(StandardCharsets.US_ASCII), 0, bytes, 124, 11);
        bytes[135] = 0;
        checksum(bytes);
        Files.write(folder.resolve("x.tar"), bytes);
        FaceSetListing name = open("x.tar");
        assertThat(name.damages().examples().get(0)).contains("a name or extended header of 8,589,934,591 bytes");
        assertThat(contents(name.data())).hasSize(9);
    }

    private static void checksum(byte[] bytes) {
        Arrays.fill(bytes, 148, 156, (byte) ' ');
        long sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += bytes[i] & 0xff;
        }
        System.arraycopy(
                String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 0, bytes, 148, 8);
    }
}
