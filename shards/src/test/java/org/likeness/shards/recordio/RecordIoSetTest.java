package org.likeness.shards.recordio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.shards.listing.FaceSetListing;

class RecordIoSetTest {
    @TempDir
    private Path folder;

    private final Random random = new Random(17);

    /** Some bytes; of every third picture, with the magic number at places where a writer cuts, and others. */
    private byte[] picture(int number) {
        byte[] bytes = new byte[50 + random.nextInt(20_000)];
        random.nextBytes(bytes);
        if (number % 3 == 0) {
            for (int at : new int[] {0, 4, 12, 21, 40, bytes.length - 4 & ~3}) {
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, RecordReader.MAGIC);
            }
        }
        return bytes;
    }

    /** Three people with 3, 1 and 4 pictures, as InsightFace's tools write them. */
    private RecordFile people(Map<String, byte[]> pictures) {
        int[] counts = {3, 1, 4};
        RecordFile file = new RecordFile();
        List<int[]> ranges = new ArrayList<>();
        int key = 1;
        for (int label = 0; label < counts.length; label++) {
            ranges.add(new int[] {key, key + counts[label]});
            for (int i = 0; i < counts[label]; i++, key++) {
                byte[] picture = picture(key);
                pictures.put(label + "/" + key, picture);
                file.picture(key, label, picture);
            }
        }
        file.range(0, key, key + counts.length);
        for (int[] range : ranges) {
            file.range(key++, range[0], range[1]);
        }
        return file;
    }

    private static Map<String, byte[]> contents(FaceDataset data) {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Identity identity : data.identities()) {
            for (Picture picture : identity.pictures()) {
                assertThat(picture.name()).startsWith(identity.name() + "/");
                contents.put(picture.name(), picture.content());
            }
        }
        return contents;
    }

    private static void assertSame(Map<String, byte[]> found, Map<String, byte[]> expected) {
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void picturesAreReadWithAndWithoutTheIndex() throws IOException {
        Map<String, byte[]> pictures = new TreeMap<>();
        RecordFile file = people(pictures);
        FaceSetListing indexed = RecordIoSet.open(file.write(folder));
        assertSame(contents(indexed.data()), pictures);
        assertThat(indexed.damages().isEmpty()).isTrue();
        assertThat(indexed.data().identities()).extracting(Identity::name).containsExactly("0", "1", "2");

        Files.delete(folder.resolve("train.idx"));
        FaceSetListing scanned = RecordIoSet.open(folder.resolve("train.rec"));
        assertSame(contents(scanned.data()), pictures);
        assertThat(scanned.damages().isEmpty()).isTrue();
    }

    @Test
    void anIndependentWriterIsRead() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        boolean isThere = Files.isExecutable(python) || Files.isExecutable(Path.of("/usr/local/bin/python3"));
        assumeTrue(isThere, "python3 is not installed");
        Map<String, byte[]> pictures = new TreeMap<>();
        int key = 1;
        for (int label = 0; label < 12; label++) {
            Path person = Files.createDirectories(folder.resolve("people").resolve("" + label));
            for (int i = 0; i <= label % 5; i++, key++) {
                byte[] picture = picture(key);
                Files.write(person.resolve(String.format(Locale.ROOT, "%03d", i)), picture);
                pictures.put(label + "/" + key, picture);
            }
        }
        Path script = folder.resolve("write_recordio.py");
        try (InputStream in = RecordIoSetTest.class.getResourceAsStream("/org/likeness/shards/write_recordio.py")) {
            Files.copy(in, script);
        }
        Path out = folder.resolve("set");
        Process process = new ProcessBuilder("python3", script.toString(), folder + "/people", out.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();

        FaceSetListing indexed = RecordIoSet.open(out.resolve("train.rec"));
        assertThat(indexed.damages().examples()).isEmpty();
        assertSame(contents(indexed.data()), pictures);
        Files.delete(out.resolve("train.idx"));
        FaceSetListing scanned = RecordIoSet.open(out.resolve("train.rec"));
        assertThat(scanned.damages().examples()).isEmpty();
        assertSame(contents(scanned.data()), pictures);
    }

    /** As of a tool that only packs pictures: no record 0, labels in any order, several labels for a picture. */
    @Test
    void labelsCountWhereThereAreNoIdentityRecords() throws IOException {
        RecordFile file = new RecordFile()
                .picture(0, 7, new byte[] {1})
                .record(1, RecordFile.header(1, 3, 0, 5), new byte[] {2})
                .picture(2, 7, new byte[] {3});
        FaceDataset data = RecordIoSet.open(file.write(folder)).data();
        assertThat(data.identities()).extracting(Identity::name).containsExactly("3", "7");
        assertSame(contents(data), Map.of("7/0", new byte[] {1}, "3/1", new byte[] {2}, "7/2", new byte[] {3}));
    }

    @Test
    void identityRecordsThatDoNotDivideThePicturesAreNamedAndNotUsed() throws IOException {
        RecordFile file = new RecordFile()
                .picture(1, 0, new byte[] {1})
                .picture(2, 1, new byte[] {2})
                .range(0, 3, 5)
                .range(3, 1, 2)
                .range(4, 1, 3);
        FaceSetListing listing = RecordIoSet.open(file.write(folder));
        assertSame(contents(listing.data()), Map.of("0/1", new byte[] {1}, "1/2", new byte[] {2}));
        assertThat(listing.damages().examples()).singleElement().asString().contains("identity records cannot be used");
    }

    @Test
    void aPictureUnderAnotherPersonsRangeIsUnreadable() throws IOException {
        RecordFile file = new RecordFile()
                .picture(1, 0, new byte[] {1})
                .picture(2, 1, new byte[] {2})
                .picture(3, 1, new byte[] {3})
                .range(0, 4, 6)
                .range(4, 1, 3)
                .range(5, 3, 4);
        FaceDataset data = RecordIoSet.open(file.write(folder)).data();
        Picture wrong = data.identities().get(0).pictures().get(1);
        assertThatThrownBy(wrong::content)
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessage("0/2: its label is 1, and the identity records count it to 0");
    }

    /** Wherever the file ends: what is whole is read, and what is not is counted. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTruncatedFileLosesOnlyWhatIsNotThere(boolean indexed) throws IOException {
        Map<String, byte[]> pictures = new TreeMap<>();
        RecordFile file = people(pictures);
        byte[] bytes = file.bytes();
        Path rec = indexed ? file.write(folder) : file.writeAlone(folder);
        for (int kept : IntStream.rangeClosed(1, 40)
                .map(i -> (int) ((long) bytes.length * i / 41))
                .toArray()) {
            Files.write(rec, Arrays.copyOf(bytes, kept));
            try {
                FaceSetListing listing = RecordIoSet.open(rec);
                Map<String, byte[]> found = contents(listing.data());
                found.forEach((name, content) -> assertThat(content).isEqualTo(pictures.get(name)));
                assertThat(listing.damages().count())
                        .as("damages of %d bytes", kept)
                        .isPositive();
                if (indexed) { // pictures and the records about others, and that the first of these is damaged
                    assertThat(listing.damages().count() + found.size()).isGreaterThanOrEqualTo(pictures.size() + 4);
                }
            } catch (LikenessException e) {
                assertThat(e.kind()).isEqualTo(LikenessException.Kind.CORRUPT);
                assertThat(kept).isLessThan(30_000); // the first picture is not whole
            }
        }
    }

    @Test
    void aDamagedPlaceCostsItsRecordAlone() throws IOException {
        Map<String, byte[]> pictures = new TreeMap<>();
        RecordFile file = new RecordFile();
        int[] starts = new int[8];
        for (int key = 1; key <= 7; key++) {
            starts[key] = file.size();
            byte[] picture = picture(key);
            pictures.put("0/" + key, picture);
            file.picture(key, 0, picture);
        }
        for (int damaged = 1; damaged <= 7; damaged++) {
            byte[] bytes = file.bytes();
            bytes[starts[damaged] + 1] ^= 0x55; // its magic number
            Path rec = Files.write(folder.resolve("train.rec"), bytes);
            FaceSetListing listing = RecordIoSet.open(rec);
            Map<String, byte[]> expected = new TreeMap<>(pictures);
            expected.remove("0/" + damaged);
            assertSame(contents(listing.data()), expected);
            assertThat(listing.damages().examples())
                    .singleElement()
                    .asString()
                    .startsWith(String.format(Locale.ROOT, "train.rec, bytes %,d to ", starts[damaged]))
                    .endsWith("the magic number is missing");
        }
    }

    @Test
    void aDamagedRecordOfAnIndexedSetIsAnUnreadablePicture() throws IOException {
        Map<String, byte[]> pictures = new TreeMap<>();
        RecordFile file = people(pictures);
        byte[] bytes = file.bytes();
        file.write(folder);
        bytes[0] ^= 1;
        FaceSetListing listing = RecordIoSet.open(Files.write(folder.resolve("train.rec"), bytes));
        assertThat(listing.data().pictureCount()).isEqualTo(8);
        assertThatThrownBy(() ->
                        listing.data().identities().get(0).pictures().get(0).content())
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessageContaining("0/1: no record begins at byte 0");
        assertThat(listing.data().identities().get(2).pictures().get(3).content())
                .isEqualTo(pictures.get("2/8"));
    }

    @Test
    void lengthsThatCannotBeAreRefusedBeforeTheyAreUsed() throws IOException {
        RecordFile file = new RecordFile()
                .picture(1, 0, new byte[] {1})
                .part(0, (1 << 29) - 1, new byte[100])
                .picture(3, 0, new byte[] {3})
                .record(4, RecordFile.concatenated(RecordFile.words(-1), new byte[20]), new byte[40])
                .part(1, 4, new byte[4]);
        IntStream.range(0, 2000).forEach(i -> file.part(2, 0, new byte[0]));
        file.part(3, 0, new byte[0]).picture(5, Float.NaN, new byte[] {5}).picture(6, 1 << 24, new byte[] {6});
        FaceSetListing listing = RecordIoSet.open(file.writeAlone(folder));
        assertThat(contents(listing.data()).values()).containsExactly(new byte[] {1}, new byte[] {3});
        assertThat(listing.damages().count()).isEqualTo(5);
        assertThat(String.join("\n", listing.damages().examples()))
                .contains("a record of 536,870,911 bytes or more: at most")
                .contains("4,294,967,295 labels are due")
                .contains("more than 1,000 parts")
                .contains("label NaN")
                .contains("label 1.6777216E7");
    }

    @Test
    void linesOfTheIndexThatAreNoneAreNamed() throws IOException {
        RecordFile file = new RecordFile()
                .picture(1, 0, new byte[] {1})
                .index("x\t5")
                .index("-3\t0")
                .index("5")
                .index("1\t0")
                .index("9\t99999999")
                .picture(2, 0, new byte[] {2});
        FaceSetListing listing = RecordIoSet.open(file.write(folder));
        assertThat(contents(listing.data())).containsOnlyKeys("0/1", "0/2");
        assertThat(listing.damages().count()).isEqualTo(5);
        assertThat(listing.damages().examples().get(0))
                .isEqualTo("train.idx, line 2: \"x\t5\" is not a key, a tab and an offset");
    }

    @Test
    void anIndexThatLacksRecordsIsNamed() throws IOException {
        RecordFile file = new RecordFile().picture(1, 0, new byte[] {1}).picture(2, 0, new byte[] {2});
        file.write(folder);
        Files.writeString(folder.resolve("train.idx"), "1\t0\n");
        assertThat(RecordIoSet.open(folder.resolve("train.rec")).damages().examples())
                .containsExactly("train.rec has 36 bytes after the last record of train.idx");
    }

    @Test
    void aPropertyThatDisagreesIsNamed() throws IOException {
        Files.writeString(folder.resolve("property"), "5,112,112");
        FaceSetListing listing =
                RecordIoSet.open(new RecordFile().picture(1, 0, new byte[] {1}).write(folder));
        assertThat(listing.damages().examples())
                .containsExactly("train.rec: the file property announces 5 identities, and 1 have pictures");
    }

    @Test
    void aFileWithoutPicturesIsRefused() throws IOException {
        Path empty = Files.write(folder.resolve("train.rec"), new byte[0]);
        assertThatThrownBy(() -> RecordIoSet.open(empty))
                .isInstanceOf(LikenessException.class)
                .hasMessage(empty + " contains no picture: it has no records");
        Path other = Files.writeString(folder.resolve("other.rec"), "This is a text and no picture at all.");
        assertThatThrownBy(() -> RecordIoSet.open(other)).hasMessageContaining("the magic number is missing");
        assertThatThrownBy(() -> RecordIoSet.open(folder.resolve("none.rec"))).hasMessageContaining("no such file");
    }

    /** Any bytes: an answer or a refusal in one line, soon, and nothing else. */
    @Test
    void noBytesDoAnyHarm() throws IOException {
        Map<String, byte[]> pictures = new TreeMap<>();
        RecordFile file = people(pictures);
        byte[] sound = file.bytes();
        Path rec = file.write(folder);
        for (int round = 0; round < 120; round++) {
            byte[] bytes = sound.clone();
            for (int i = random.nextInt(40); i >= 0; i--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) random.nextInt();
                if (i % 5 == 0 && at + 8 < bytes.length) {
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at & ~3, RecordReader.MAGIC);
                }
            }
            Files.write(rec, bytes);
            if (round % 2 == 1) {
                Files.deleteIfExists(folder.resolve("train.idx"));
            }
            try {
                FaceDataset data = RecordIoSet.open(rec).data();
                for (Identity identity : data.identities()) {
                    for (Picture picture : identity.pictures()) {
                        try {
                            picture.content();
                        } catch (UnreadablePictureException e) {
                            assertThat(e.getMessage()).contains(picture.name());
                        }
                    }
                }
            } catch (LikenessException e) {
                assertThat(e.kind()).isEqualTo(LikenessException.Kind.CORRUPT);
            }
            if (round % 2 == 1) {
                file.write(folder);
            }
        }
    }

    @Test
    void manyThreadsReadOneFile() throws IOException {
        Map<String, byte[]> pictures = new TreeMap<>();
        FaceDataset data = RecordIoSet.open(people(pictures).write(folder)).data();
        List<Picture> all = data.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        List<Picture> often = IntStream.range(0, 400)
                .mapToObj(i -> all.get(i * 7 % all.size()))
                .toList();
        List<byte[]> read = new Workers(8).map(often, Picture::content, done -> {});
        for (int i = 0; i < often.size(); i++) {
            assertThat(read.get(i)).isEqualTo(pictures.get(often.get(i).name()));
        }
    }

    /** An interrupt closes a channel for all its readers. */
    @Test
    void aThreadThatIsInterruptedDisturbsNoOther() throws Exception {
        Map<String, byte[]> pictures = new TreeMap<>();
        FaceDataset data = RecordIoSet.open(people(pictures).write(folder)).data();
        Picture picture = data.identities().get(0).pictures().get(0);
        Thread interrupted = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                picture.content();
            } catch (UnreadablePictureException e) {
                // it is to end
            }
        });
        interrupted.start();
        interrupted.join();
        assertThat(picture.content()).isEqualTo(pictures.get("0/1"));
    }
}
