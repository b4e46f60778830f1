package org.likeness.model.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.TensorData;

final class SafetensorsFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private Path file() {
        return folder.resolve("a.safetensors");
    }

    /** The file of a header with as many bytes of data. */
    private Path written(String header, int data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return written(json.length, json, data);
    }

    private Path written(long headerLength, byte[] header, int data) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file(), bytes.putLong(headerLength).put(header).array());
        return file();
    }

    private static void requireRefused(Path file, String message) {
        assertThatThrownBy(() -> SafetensorsFile.read(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith(file + " is corrupt: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        SplittableRandom random = new SplittableRandom(3);
        float[] many = new float[40_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = Float.intBitsToFloat(random.nextInt() & 0xff7fffff);
        }
        TreeMap<String, TensorData> tensors = new TreeMap<>();
        tensors.put("many", new TensorData.Floats(new long[] {4, 100, 100}, many));
        tensors.put("a number", new TensorData.Floats(new long[0], new float[] {-0f}));
        tensors.put("nothing", new TensorData.Floats(new long[] {0, 3}, new float[0]));
        tensors.put("whole", new TensorData.Longs(new long[] {2}, new long[] {Long.MIN_VALUE, 1L << 60}));
        for (ElementType type : ElementType.values()) {
            byte[] bytes = new byte[2 * type.bytes()];
            bytes[0] = 1;
            tensors.put(type.name(), new TensorData.Other(type, new long[] {2, 1}, bytes));
        }
        Safetensors content = new Safetensors(tensors, Map.of("text", "“quoted”,\nand broken"));
        SafetensorsFile.write(file(), content);
        Safetensors back = SafetensorsFile.read(file());
        assertThat(back.metadata()).isEqualTo(content.metadata());
        assertThat(back.tensors()).usingRecursiveComparison().isEqualTo(content.tensors());
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        TreeMap<String, TensorData> tensors = new TreeMap<>();
        tensors.put("w", new TensorData.Floats(new long[] {2}, new float[] {1, -2}));
        SafetensorsFile.write(file(), new Safetensors(tensors, Map.of("k", "v")));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong());
        assertThat(length % 8).isZero();
        byte[] header = new byte[length];
        bytes.get(header);
        assertThat(new String(header, StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[2],"
                        + "\"data_offsets\":[0,8]}}");
        assertThat(bytes.getFloat()).isEqualTo(1);
        assertThat(bytes.getFloat()).isEqualTo(-2);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void tensorsMayStandInAnyOrderInTheHeader() throws IOException {
        Path file = written(
                "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                        + "\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}",
                12);
        assertThat(SafetensorsFile.read(file).tensors().keySet()).containsExactly("a", "b");
    }

    @Test
    void bfloat16KeepsItsValuesInSinglePrecision() throws IOException {
        byte[] header =
                "{\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}".getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header).putShort((short) 0x3fc0).putShort((short) 0xc040);
        Files.write(file(), bytes.array());
        assertThat(SafetensorsFile.read(file()).tensors().get("w"))
                .isInstanceOfSatisfying(
                        TensorData.Floats.class,
                        floats -> assertThat(floats.values()).containsExactly(1.5f, -3));
    }

    @Test
    void aBoolThatIsNoneIsRefused() throws IOException {
        byte[] header =
                "{\"w\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]}}".getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(
                file(), bytes.putLong(header.length).put(header).put((byte) 7).array());
        requireRefused(file(), "tensor \"w\" holds 7, which is no bool");
    }

    @Test
    void noLengthOfAFileIsTakenForAWholeOne() throws IOException {
        TreeMap<String, TensorData> tensors = new TreeMap<>();
        tensors.put("w", new TensorData.Floats(new long[] {3}, new float[] {1, 2, 3}));
        SafetensorsFile.write(file(), new Safetensors(tensors, Map.of()));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            requireRefused(file(), "");
        }
        Files.write(file(), Arrays.copyOf(whole, whole.length + 1));
        requireRefused(file(), "1 bytes outside all tensors");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 3, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void headerLengthsThatTheFileDoesNotBearOutAreRefused(long length) throws IOException {
        requireRefused(
                written(length, new byte[] {'{', '}'}, 0), String.format(Locale.ROOT, "a header of %,d bytes", length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "4 | {'w':{'dtype':'F8_E4M3','shape':[4],'data_offsets':[0,4]}} | is of type \"F8_E4M3\": F32, F64, F16, BF16, I64,",
                "4 | {'w':{'dtype':'F16','shape':[3],'data_offsets':[0,4]}} | holds 4 bytes: it must have 6",
                "4 | {'w':{'shape':[1],'data_offsets':[0,4]}} | is of type \"\"",
                "4 | {'w':{'dtype':'F32','data_offsets':[0,4]}} | has no shape",
                "4 | {'w':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | holds 4 bytes: it must have 8",
                "4 | {'w':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | has the shape [-1]",
                "4 | {'w':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}} | has the shape",
                "4 | {'w':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | has the shape [1.5]",
                "4 | {'w':{'dtype':'F32','shape':[4611686018427387905,4],'data_offsets':[0,4]}} | has the shape",
                "4 | {'w':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}} | has the shape",
                "4 | {'w':{'dtype':'F32','shape':[1]}} | has the offsets",
                "4 | {'w':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | has the offsets [0]",
                "4 | {'w':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | tensor \"w\" starts at 4: 0 is expected",
                "4 | {'w':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | has the offsets [-4,0]",
                "4 | {'w':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}} | the file is truncated",
                "8 | {'v':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'w':{'dtype':'F32','shape':[1],'data_offsets':[2,6]}} | tensor \"w\" starts at 2: 4 is expected",
                "8 | {'v':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | tensor \"w\" starts at 0: 4 is expected",
                "8 | {'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor \"w\" starts at 4: 0 is expected",
                "8 | {'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 bytes outside all tensors",
                "8 | {'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | uplicate",
                "4 | {'w':7} | has the offsets",
                "4 | [] | the header is not a JSON object",
                "0 | {'__metadata__':{'k':1}} | the metadata \"k\" is not a string",
                "0 | {} {} | railing",
                "0 | {'w' | end",
            })
    void malformedHeadersAreRefused(int data, String header, String message) throws IOException {
        requireRefused(written(header.replace('\'', '"'), data), message);
    }

    @Test
    void aMissingFileIsToldAsSuch() {
        assertThatThrownBy(() -> SafetensorsFile.read(file()))
                .isInstanceOf(LikenessException.class)
                .hasMessage(file() + ": no such file");
    }
}
