package org.likeness.training.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;

final class CropsInFileTest extends CropStoreContract {
    private static final int SEGMENT = 2 * 4096; // two or three of the largest crops: borders are often met
    private static final int PICTURES = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @Override
    CropStore store(int pictures) {
        return open("origin", pictures);
    }

    private CropsInFile open(String origin, int pictures) {
        return CropsInFile.open(file(), origin, pictures, MOST_BYTES, SEGMENT);
    }

    private Path file() {
        return folder.resolve("made/pictures.crops");
    }

    private void keep(int from, int to) {
        try (CropsInFile crops = open("origin", PICTURES)) {
            for (int i = from; i < to; i++) {
                crops.keep(name(i), crop(i));
            }
        }
    }

    @Test
    void anotherRunOfTheSameOriginGoesOn() {
        keep(0, 20);
        keep(20, PICTURES);
        try (CropsInFile crops = open("origin", PICTURES)) {
            for (int i = 0; i < PICTURES; i++) {
                assertThat(crops.find(name(i))).as(name(i)).contains(crop(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"other,60", "origin,64"})
    void aFileOfAnotherOriginOrSizeIsMadeAnew(String origin, int pictures) {
        keep(0, PICTURES);
        try (CropsInFile crops = open(origin, pictures)) {
            assertThat(crops.find(name(0))).isEmpty();
            crops.keep(name(0), crop(77));
            assertThat(crops.find(name(0))).contains(crop(77));
            for (int i = 1; i < PICTURES; i++) {
                assertThat(crops.find(name(i))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a photograph", "LIKECROP"})
    void aFileOfAnythingElseIsMadeAnew(String content) throws IOException {
        Files.createDirectories(folder.resolve("made"));
        Files.writeString(file(), content);
        keep(0, 3);
        try (CropsInFile crops = open("origin", PICTURES)) {
            assertThat(crops.find(name(2))).contains(crop(2));
        }
    }

    @Test
    void aFileThatEndsSomewhereNeverServesAWrongPixel() throws IOException {
        keep(0, PICTURES);
        byte[] whole = Files.readAllBytes(file());
        for (long seed = 0; seed < 60; seed++) {
            int length = new SplittableRandom(seed).nextInt(whole.length);
            Files.write(file(), whole);
            try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
                cut.setLength(length);
            }
            requireNothingWrong(String.format(Locale.ROOT, "seed %d, %d of %d bytes", seed, length, whole.length));
        }
    }

    /** As a machine leaves a file whose power fails: any page may be there or not. */
    @Test
    void aFileWithPagesThatWereNeverWrittenOrWithFlippedBitsNeverServesAWrongPixel() throws IOException {
        keep(0, PICTURES);
        byte[] whole = Files.readAllBytes(file());
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] broken = whole.clone();
            if (seed % 2 == 0) {
                int start = random.nextInt(whole.length / 512) * 512;
                Arrays.fill(broken, start, Math.min(whole.length, start + 512), (byte) 0);
            } else {
                for (int flips = 0; flips < 20; flips++) {
                    broken[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            Files.write(file(), broken);
            requireNothingWrong(String.format(Locale.ROOT, "seed %d", seed));
        }
    }

    private void requireNothingWrong(String how) {
        try (CropsInFile crops = open("origin", PICTURES)) {
            for (int i = 0; i < PICTURES; i++) {
                int picture = i;
                crops.find(name(i))
                        .ifPresentOrElse(
                                found -> assertThat(found)
                                        .as("%s of %s", name(picture), how)
                                        .isEqualTo(crop(picture)),
                                () -> crops.keep(name(picture), crop(picture)));
            }
            for (int i = 0; i < PICTURES; i++) {
                assertThat(crops.find(name(i))).as("%s of %s", name(i), how).contains(crop(i));
            }
        }
    }

    /** The two ways in which a flipped bit leads over the border of a segment. */
    @Test
    void aRecordThatWouldLieAcrossABorderIsNone() throws IOException {
        keep(0, PICTURES);
        byte[] whole = Files.readAllBytes(file());
        ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int slots = 4 * Integer.highestOneBit(PICTURES);
        for (int slot = 0; slot < slots; slot++) {
            int at = 4096 + 16 * slot + 8;
            long place = bytes.getLong(at);
            if (place > 0) {
                bytes.putLong(at, (place / SEGMENT + 1) * SEGMENT - 16); // no header fits there
                Files.write(file(), bytes.array());
                requireNothingWrong(String.format(Locale.ROOT, "a header across the border, slot %d", slot));
                bytes.put(0, whole);
                bytes.putInt((int) place + 16, 32); // wider than it was
                Files.write(file(), bytes.array());
                requireNothingWrong(String.format(Locale.ROOT, "pixels across the border, slot %d", slot));
                bytes.put(0, whole);
            }
        }
    }

    @Test
    void aRefusedFileIsNotLeftLocked() throws IOException {
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), Path.of("/dev/full"));
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> open("origin", PICTURES))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageStartingWith("pictures cannot be stored in ");
        }
    }

    @Test
    void twoRunsDoNotShareAFile() {
        try (CropsInFile crops = open("origin", PICTURES)) {
            crops.keep(name(1), crop(1));
            assertThatThrownBy(() -> open("other", PICTURES))
                    .isInstanceOf(LikenessException.class)
                    .hasMessage(file() + " is in use by another run: wait until it ends, or stop it");
            assertThat(crops.find(name(1))).contains(crop(1));
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTheUsersMistake() throws IOException {
        Files.writeString(folder.resolve("made"), "a file where a folder should be");
        assertThatThrownBy(() -> open("origin", PICTURES))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.remedy()).contains(new Remedy(Remedy.Action.STORE_IN_MEMORY)))
                .hasMessageStartingWith("pictures cannot be stored in " + file() + ": ");
    }
}
