package org.likeness.model.importing.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.TensorData;

class StateDictFileTest {
    @TempDir
    private Path folder;

    private Map<String, TensorData> read(byte[] bytes) {
        return StateDictFile.read(write(bytes)).tensors();
    }

    private Path write(byte[] bytes) {
        try {
            return Files.write(folder.resolve("net.pt"), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void requireRefused(byte[] bytes, String... words) {
        Path file = write(bytes);
        assertThatThrownBy(() -> StateDictFile.read(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageNotContaining("\n")
                .satisfies(
                        e -> assertThat(words).allSatisfy(word -> assertThat(e).hasMessageContaining(word)));
    }

    private static TensorData tensor(Map<String, TensorData> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name));
    }

    private static float[] floats(TensorData data) {
        return ((TensorData.Floats) data).values();
    }

    private static double[] values(TensorData data) {
        if (data instanceof TensorData.Floats floats) {
            return IntStream.range(0, data.elements())
                    .mapToDouble(i -> floats.values()[i])
                    .toArray();
        } else if (data instanceof TensorData.Longs longs) {
            return Arrays.stream(longs.values()).asDoubleStream().toArray();
        }
        return ((TensorData.Other) data).values();
    }

    /** Two tensors, the second a transposed part of its storage. */
    private static SavedStateDict small() {
        return new SavedStateDict()
                .floats("10", 1, 2, 3)
                .floats("9", 0, 1, 2, 3, 4, 5, 6)
                .tensor("b.weight", "10", 0, new long[] {3}, 1)
                .tensor("a.weight", "9", 1, new long[] {3, 2}, 1, 3);
    }

    /** Made by PyTorch 1.13: weight is a transposed 3×4, beside half, bfloat16, int64, bool and a parameter. */
    @ParameterizedTest
    @ValueSource(strings = {"state-dict-zip.pt", "state-dict-legacy.pt"})
    void filesOfPyTorchItselfAreRead(String name) throws IOException {
        Map<String, TensorData> tensors;
        try (InputStream in = Objects.requireNonNull(StateDictFileTest.class.getResourceAsStream(name))) {
            tensors = read(in.readAllBytes());
        }
        assertThat(tensors.keySet()).containsExactly("weight", "half", "bfloat", "count", "mask", "parameter");
        assertThat(tensor(tensors, "weight").shape()).containsExactly(4, 3);
        assertThat(floats(tensor(tensors, "weight"))).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
        assertThat(values(tensor(tensors, "half"))).containsExactly(1.5, -2.25);
        assertThat(floats(tensor(tensors, "bfloat"))).containsExactly(1.5f, -3);
        assertThat(tensor(tensors, "count").shape()).isEmpty();
        assertThat(values(tensor(tensors, "count"))).containsExactly(7);
        assertThat(((TensorData.Other) tensor(tensors, "mask")).type()).isEqualTo(ElementType.BOOL);
        assertThat(floats(tensor(tensors, "parameter"))).containsExactly(0.5f);
    }

    @Test
    void bothFormsGiveTheTensorsInTheFilesOrder() {
        for (byte[] bytes : List.of(small().zip(), small().legacy())) {
            Map<String, TensorData> tensors = read(bytes);
            assertThat(tensors.keySet()).containsExactly("b.weight", "a.weight");
            assertThat(floats(tensor(tensors, "b.weight"))).containsExactly(1, 2, 3);
            assertThat(floats(tensor(tensors, "a.weight"))).containsExactly(1, 4, 2, 5, 3, 6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Float, 0000003f, 0.5",
        "Double, 000000000000f83f, 1.5",
        "Half, 00c1, -2.5",
        "BFloat16, 40c0, -3",
        "Long, feffffffffffffff, -2",
        "Int, fdffffff, -3",
        "Char, ff, -1",
        "Byte, ff, 255",
        "Bool, 01, 1"
    })
    void everyTypeKeepsItsValues(String type, String hexadecimal, double value) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        SavedStateDict saved = new SavedStateDict().storage("0", type, 1, bytes).tensor("x", "0", 0, new long[] {1}, 1);
        for (byte[] file : List.of(saved.zip(), saved.legacy())) {
            assertThat(values(tensor(read(file), "x"))).containsExactly(value);
        }
    }

    @Test
    void aBoolThatIsNoneIsRefused() {
        requireRefused(
                new SavedStateDict()
                        .storage("0", "Bool", 1, new byte[] {2})
                        .tensor("x", "0", 0, new long[] {1}, 1)
                        .zip(),
                "has the tensor \"x\", which holds 2, which is no bool");
    }

    @Test
    void stridesAreFollowedLikeASlowWalkDoes() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int axes = random.nextInt(5);
            int smallest = seed % 10 == 0 ? 0 : 1;
            long[] shape = LongStream.range(0, axes)
                    .map(axis -> random.nextInt(smallest, 4))
                    .toArray();
            long[] strides = new long[axes];
            long stride = 1 + random.nextInt(2);
            for (int axis : shuffled(axes, random)) {
                strides[axis] = stride;
                stride *= Math.max(1, shape[axis]) + random.nextInt(2);
            }
            int offset = random.nextInt(3);
            float[] values = new float[(int) stride + offset + 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
            }
            SavedStateDict saved = new SavedStateDict().floats("0", values).tensor("x", "0", offset, shape, strides);
            TensorData found = tensor(read(seed % 2 == 0 ? saved.zip() : saved.legacy()), "x");
            assertThat(found.shape()).as("seed %d", seed).isEqualTo(shape);
            assertThat(floats(found)).as("seed %d", seed).isEqualTo(walked(values, offset, shape, strides));
        }
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static float[] walked(float[] values, int offset, long[] shape, long[] strides) {
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] walked = new float[count];
        for (int i = 0; i < count; i++) {
            long left = i;
            long place = offset;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place += left % shape[axis] * strides[axis];
                left /= shape[axis];
            }
            walked[i] = values[(int) place];
        }
        return walked;
    }

    @Test
    void tensorsMayShareAStorageButNotUnfoldASmallFile() {
        SavedStateDict tied = new SavedStateDict()
                .floats("0", 1, 2)
                .tensor("a", "0", 0, new long[] {2}, 1)
                .parameter("b", "0", new long[] {2}, 1);
        assertThat(read(tied.zip()).values())
                .allSatisfy(data -> assertThat(floats(data)).containsExactly(1, 2));
        SavedStateDict often = new SavedStateDict().floats("0", new float[10_000]);
        for (int i = 0; i < 50; i++) {
            often.tensor("t" + i, "0", 0, new long[] {10_000}, 1);
        }
        requireRefused(often.zip(), "tensors of 2,000,000 bytes on storages that they share");
    }

    @Test
    void aTensorMustLieInItsStorage() {
        Object[][] wrong = {
            {0, new long[] {4}, new long[] {1}, "leaves the storage"},
            {1, new long[] {3}, new long[] {1}, "leaves the storage"},
            {3, new long[] {}, new long[] {}, "leaves the storage"},
            {Long.MAX_VALUE, new long[] {2}, new long[] {Long.MAX_VALUE}, "leaves the storage"},
            {0, new long[] {2}, new long[] {Long.MAX_VALUE}, "leaves the storage"},
            {0, new long[] {3, 3}, new long[] {0, 1}, "read several times"},
            {0, new long[] {1 << 30}, new long[] {0}, "read several times"},
            {-1, new long[] {1}, new long[] {1}, "no tensor"},
            {0, new long[] {-1}, new long[] {1}, "no tensor"},
            {2, new long[] {3}, new long[] {-1}, "no tensor"},
            {0, new long[] {3}, new long[] {1, 1}, "no tensor"},
            {0, new long[] {1L << 32, 1L << 32}, new long[] {0, 0}, "too large"},
            {0, new long[] {1 << 20, 1 << 20, 0}, new long[] {0, 0, 0}, "too large"},
            {0, new long[70], new long[70], "[70 axes]"}
        };
        for (Object[] row : wrong) {
            SavedStateDict saved = new SavedStateDict()
                    .floats("0", 1, 2, 3)
                    .tensor("x", "0", ((Number) row[0]).longValue(), (long[]) row[1], (long[]) row[2]);
            requireRefused(saved.zip(), row[3].toString());
            requireRefused(saved.legacy(), row[3].toString());
        }
    }

    @Test
    void aStorageMustBeAsLongAsItsPickleSays() {
        for (long elements : new long[] {1, 3, -1, 1 << 28, Long.MAX_VALUE}) {
            SavedStateDict saved = new SavedStateDict()
                    .storage("0", "Float", elements, new byte[8])
                    .tensor("x", "0", 0, new long[] {1}, 1);
            requireRefused(saved.zip());
            requireRefused(saved.legacy());
        }
    }

    @Test
    void bigEndianNumbersAreRefused() {
        requireRefused(small().bigEndian().zip(), "byte order \"big\"");
        requireRefused(small().bigEndian().legacy(), "little-endian");
        assertThat(read(small().extra("net/byteorder", "little").zip())).hasSize(2);
    }

    @Test
    void anArchiveThatIsNotPyTorchsIsRefused() {
        requireRefused(small().extra("other/data.pkl", "").zip(), "two pickles");
        requireRefused(small().extra("net/code/net.py", "").zip(), "is a TorchScript program");
        byte[] compressed = {'P', 'K', 3, 4, 0, 0};
        requireRefused(compressed, "damaged");
        requireRefused(new byte[0], "not a file of torch.save");
        requireRefused(new PickleWriter().letters("}").done(), "torch.save(model.state_dict(), FILE)");
        Path missing = folder.resolve("none.pt");
        assertThatThrownBy(() -> StateDictFile.read(missing)).hasMessage(missing + ": no such file");
    }

    @Test
    void compressedEntriesAndEntriesLargerThanTheFileAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("net/data.pkl"));
            zip.write(new byte[100_000]);
        }
        requireRefused(bytes.toByteArray(), "compressed entry \"net/data.pkl\"");
        byte[] lying = small().zip();
        int directory = lastIndexOf(lying, new byte[] {'P', 'K', 1, 2});
        ByteBuffer.wrap(lying)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(directory + 20, 1 << 30)
                .putInt(directory + 24, 1 << 30);
        requireRefused(lying);
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() {
        byte[] file = small().floats("8", 0).zip();
        byte[] name = "net/data/8".getBytes(StandardCharsets.US_ASCII);
        for (int at = lastIndexOf(file, name); at >= 0; at = lastIndexOf(file, name)) {
            file[at + name.length - 1] = '9';
        }
        requireRefused(file, "has the entry \"net/data/9\" twice");
    }

    @Test
    void anEntryThatIsNotDescribedInUtf8IsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("net/data.pkl");
            entry.setComment("é");
            zip.putNextEntry(entry);
        }
        byte[] file = bytes.toByteArray();
        file[lastIndexOf(file, "é".getBytes(StandardCharsets.UTF_8))] = (byte) 0xff;
        requireRefused(file, "damaged: its list of entries cannot be read");
    }

    private static int lastIndexOf(byte[] bytes, byte[] part) {
        for (int at = bytes.length - part.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    @Test
    void damagedNumbersDoNotGiveTheChecksum() {
        byte[] bytes = small().zip();
        ByteBuffer two = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(2);
        bytes[lastIndexOf(bytes, two.array()) + 2] ^= 1;
        requireRefused(bytes, "is damaged: the checksum of \"net/data/9\" does not match");
    }

    @Test
    void noLengthOfAFileIsTakenForAWholeOne() {
        for (byte[] whole : List.of(small().zip(), small().legacy())) {
            for (int length = 0; length < whole.length; length++) {
                requireRefused(Arrays.copyOf(whole, length));
            }
        }
        requireRefused(Arrays.copyOf(small().legacy(), small().legacy().length + 1), "1 bytes after the last storage");
    }

    @Test
    void randomDamageIsReadOrRefusedAndNothingElse() {
        List<byte[]> whole = List.of(small().zip(), small().legacy());
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = whole.get((int) seed % 2).clone();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length * 2));
            }
            try {
                read(bytes);
            } catch (LikenessException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
