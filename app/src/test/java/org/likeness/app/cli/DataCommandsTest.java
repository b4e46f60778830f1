package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.dataset.folder.LfwPeople;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.image.codec.ImageDecoder;
import tools.jackson.databind.JsonNode;

class DataCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void inspectCountsAndNamesWhatIsWrong() {
        Path photos = badMix();
        CommandRun run = CommandRun.of("data", "inspect", "--data", photos);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("photos: 8 pictures of 4 people, 40×40 to 40×40 pixels")
                .contains("1 people have two readable pictures or more")
                .contains("cannot be read: 4")
                .contains("cay/cut.png: truncated PNG at byte 60")
                .contains("cay/empty.jpg: the file is empty (0 bytes)")
                .contains("dan/huge.bmp: declares 20000×20000 pixels")
                .contains("dan/text.jpg: not a JPEG, PNG, PGM, PPM, BMP, WebP, GIF or TIFF picture")
                .contains("one picture under two names: 1\n  ann/0.png = bob/ann.png");
    }

    @Test
    void inspectAnswersInJsonAndDrawsASheet() {
        Path sheet = folder.resolve("sheets/photos.png");
        CommandRun run = CommandRun.of("data", "inspect", "--data", withOthers(badMix()), "--json", "--sheet", sheet);
        JsonNode answer = run.json();
        assertThat(answer.at("/peopleCount").asInt()).isEqualTo(4);
        assertThat(answer.at("/pictureCount").asInt()).isEqualTo(8);
        assertThat(answer.at("/peopleWithPositivesCount").asInt()).isEqualTo(1);
        assertThat(answer.at("/histogram/0/pictureCount").asInt()).isZero();
        assertThat(answer.at("/histogram/0/peopleCount").asInt()).isEqualTo(1);
        assertThat(answer.at("/failures").size()).isEqualTo(4);
        assertThat(answer.at("/failures/0/person").asString()).isEqualTo("cay");
        assertThat(answer.at("/failures/0/picture").asString()).isEqualTo("cay/cut.png");
        assertThat(answer.at("/failures/0/reason").asString()).contains("truncated");
        assertThat(answer.at("/identical/0").size()).isEqualTo(2);
        assertThat(answer.at("/underTwoNames/0/1/person").asString()).isEqualTo("bob");
        assertThat(answer.at("/ignored/extensions").toString()).contains("{\"name\":\".heic\",\"count\":1}");
        assertThat(answer.at("/ignored/hiddenCount").asInt()).isZero();
        assertThat(answer.at("/ignored/systemFolders/0/name").asString()).isEqualTo("@eaDir");
        assertThat(run.err())
                .contains(
                        "photos: passed over 1 file (1 .heic), 1 folder of the system (1 @eaDir); HEIC and AVIF are not supported");
        assertThat(answer.at("/sizes/leastWidth").asInt()).isEqualTo(40);
        assertThat(answer.at("/dataHash").asString()).hasSize(64);
        assertThat(ImageDecoder.decode(sheet).width()).isGreaterThan(900);
    }

    /** Beside the pictures, one of a telephone's and thumbnails of a file server's. */
    private static Path withOthers(Path photos) {
        try {
            Files.createFile(photos.resolve("ann/2.HEIC"));
            Files.createFile(
                    Files.createDirectories(photos.resolve("ann/@eaDir")).resolve("0.png"));
            return photos;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void peopleThatLieDeeperAreHintedAtAndRead() {
        Samples.people(folder.resolve("photos/train"), 2, 2);
        Samples.people(folder.resolve("photos/val"), 2, 2);
        Path photos = folder.resolve("photos");
        CommandRun run = CommandRun.of("data", "inspect", "--data", photos);
        assertThat(run.out()).contains("8 pictures of 2 people");
        assertThat(run.err()).contains("give --depth 2, or one of the outer folders");
        CommandRun deep = CommandRun.of("data", "inspect", "--data", photos, "--depth", 2);
        assertThat(deep.out()).contains("8 pictures of 4 people");
        assertThat(deep.err()).doesNotContain("--depth");
        assertMistake("--depth 0: 1 or more is expected", "data", "inspect", "--data", photos, "--depth", 0);
    }

    @Test
    void inspectSaysWhereNobodyGivesAPositive() {
        Path photos = Samples.people(folder.resolve("photos"), 3, 1);
        CommandRun run = CommandRun.of("data", "inspect", "--data", photos);
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("0 people have two readable pictures")
                .contains("add pictures, or use a published encoder");
    }

    @Test
    void inspectJoinsFoldersAndKeepsToPeopleFiles() throws IOException {
        Path photos = Samples.people(folder.resolve("photos"), 3, 2);
        Path others = Samples.people(folder.resolve("others"), 2, 2);
        JsonNode joined = CommandRun.of("data", "inspect", "--data", photos, "--data", others, "--json")
                .json();
        assertThat(joined.at("/peopleCount").asInt()).isEqualTo(5);
        Path people = Files.writeString(folder.resolve("people.txt"), "1\nperson-2\t2\n");
        JsonNode part = CommandRun.of("data", "inspect", "--data", photos, "--people", people, "--json")
                .json();
        assertThat(part.at("/pictureCount").asInt()).isEqualTo(2);
    }

    @Test
    void synthWritesThePeopleOfTheSeedAndFinishesWhatWasBegun() throws IOException {
        Path out = folder.resolve("people");
        Object[] call = {"data", "synth", "--out", out, "--people", "3", "--pictures", "2", "--size", "24", "--json"};
        CommandRun run = CommandRun.of(call);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/pictureCount").asInt()).isEqualTo(6);
        assertThat(run.json().at("/existingPictureCount").asInt()).isZero();
        assertThat(FolderDataset.read(out).pictureCount()).isEqualTo(6);
        Path last = out.resolve("person-00002/01.png");
        assertThat(ImageDecoder.decode(last)).isEqualTo(new SyntheticPeople(1, 24).render(2, 1));
        byte[] bytes = Files.readAllBytes(last);
        Files.delete(last);
        assertThat(CommandRun.of(call).json().at("/existingPictureCount").asInt())
                .isEqualTo(5);
        assertThat(last).hasBinaryContent(bytes);
    }

    @Test
    void synthNeverMixesPeople() {
        Path out = folder.resolve("people");
        CommandRun.of("data", "synth", "--out", out, "--people", "2", "--pictures", "1", "--format", "JPG");
        assertThat(out.resolve("person-00001/00.jpg")).exists();
        assertMistake("contains other synthetic people (version=1, seed=1", "data", "synth", "--out", out);
        Path photos = Samples.people(folder.resolve("photos"), 1, 1);
        assertMistake("photos is not empty", "data", "synth", "--out", photos);
    }

    @Test
    void splitPartsPeopleForTrainingAndEvaluation() {
        Path photos = Samples.people(folder.resolve("photos"), 9, 3);
        Path parts = folder.resolve("parts");
        CommandRun run = CommandRun.of("data", "split", "--data", photos, "--held-back", "4", "--out", parts, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/training/peopleCount").asInt()).isEqualTo(5);
        assertThat(run.json().at("/heldBack/pictureCount").asInt()).isEqualTo(12);
        Set<String> training = LfwPeople.read(parts.resolve("training.txt")).names();
        Set<String> heldBack = LfwPeople.read(parts.resolve("held-back.txt")).names();
        Set<String> all = new HashSet<>(training);
        all.addAll(heldBack);
        assertThat(all).hasSize(9);
        CommandRun evaluated = CommandRun.of(
                "evaluate",
                Samples.encoder(folder, 1),
                "--data",
                photos,
                "--people",
                parts.resolve("held-back.txt"),
                "--generated",
                "5",
                "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.json().at("/result/identification/enrolledCount").asInt())
                .isEqualTo(2);
    }

    @Test
    void mistakesAreSaidInOneLine() {
        Path nowhere = folder.resolve("nowhere");
        Path photos = Samples.people(folder.resolve("photos"), 3, 2);
        Path out = folder.resolve("out");
        assertMistake("no such folder", "data", "inspect", "--data", nowhere);
        assertMistake("--data", "data", "inspect");
        assertMistake("ending in .png", "data", "inspect", "--data", photos, "--sheet", "sheet.gif");
        assertMistake("no such people file", "data", "inspect", "--data", photos, "--people", nowhere);
        assertMistake("--threads 0", "data", "inspect", "--data", photos, "--threads", "0");
        assertMistake("leaves none for training", "data", "split", "--data", photos, "--held-back", "3", "--out", out);
        assertMistake("at least 2", "data", "split", "--data", photos, "--held-back", "1", "--out", out);
        assertMistake("--size 8: it must lie in [16, 1024]", "data", "synth", "--out", out, "--size", "8");
        assertMistake("--people 0", "data", "synth", "--out", out, "--people", "0");
        assertMistake("[1, 10000000]", "data", "synth", "--out", out, "--people", "1000000", "--pictures", "11");
        assertMistake("--format", "data", "synth", "--out", out, "--format", "gif");
        assertThat(out).doesNotExist();
    }

    /** Two good people, one with bob's copy of ann, and two with files of which none can be read. */
    private Path badMix() {
        Path photos = folder.resolve("photos");
        Path ann = Samples.picture(photos.resolve("ann/0.png"), 1, 0);
        Samples.picture(photos.resolve("ann/1.png"), 1, 4);
        byte[] good = read(ann);
        write(photos.resolve("bob/ann.png"), good);
        write(photos.resolve("cay/empty.jpg"), new byte[0]);
        write(photos.resolve("cay/cut.png"), Arrays.copyOf(good, 60));
        write(photos.resolve("cay/fine.png"), read(Samples.picture(folder.resolve("fine.png"), 6, 2)));
        write(photos.resolve("dan/huge.bmp"), hugeBitmap());
        write(photos.resolve("dan/text.jpg"), new byte[] {'t', 'e', 'x', 't'});
        return photos;
    }

    /** A header of 20,000×20,000 pixels, without them. */
    private static byte[] hugeBitmap() {
        return ByteBuffer.allocate(54)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(54)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(20_000)
                .putInt(20_000)
                .putShort((short) 1)
                .putShort((short) 24)
                .array();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertMistake(String words, Object... command) {
        CommandRun run = CommandRun.of(command);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(words).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}
