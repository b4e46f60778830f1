package org.likeness.training.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventFileTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.250Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    /** A record's data, whose length and checksums have been verified. */
    private static List<byte[]> records(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            assertThat(bytes.getInt()).as("checksum of the length").isEqualTo(masked(length));
            byte[] data = new byte
                    [Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong())];
            bytes.get(data);
            assertThat(bytes.getInt()).as("checksum of the data").isEqualTo(masked(data));
            records.add(data);
        }
        return records;
    }

    /** As TFRecord's documentation has it: ((crc >> 15) | (crc << 17)) + 0xa282ead8. */
    private static int masked(byte[] bytes) {
        int crc = crc32c(bytes);
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    /** CRC-32C bit by bit: the reversed polynomial 0x82f63b78 (RFC 3720, appendix B.4). */
    private static int crc32c(byte[] bytes) {
        int crc = ~0;
        for (byte value : bytes) {
            crc ^= value & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
            }
        }
        return ~crc;
    }

    /** An event's fields by number: numbers as they are, messages and texts as bytes. */
    private static Map<Integer, List<Object>> fields(byte[] message) throws IOException {
        Map<Integer, List<Object>> fields = new LinkedHashMap<>();
        CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            Object value = switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_VARINT -> in.readInt64();
                case WireFormat.WIRETYPE_FIXED64 -> in.readDouble();
                case WireFormat.WIRETYPE_FIXED32 -> in.readFloat();
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.readByteArray();
                default -> throw new IOException("tag " + tag);
            };
            fields.computeIfAbsent(WireFormat.getTagFieldNumber(tag), unused -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    private static List<Object> at(byte[] message, int field) throws IOException {
        return fields(message).getOrDefault(field, List.of());
    }

    private byte[] written(long step, Map<String, Double> scalars) throws IOException {
        try (EventFile events = new EventFile(folder, InstantSource.fixed(NOON))) {
            events.scalars(step, scalars);
        }
        return Files.readAllBytes(folder.resolve("events.out.tfevents.1767355200.250.likeness"));
    }

    @Test
    void theChecksumIsThatOfTheStandard() {
        // RFC 3720, B.4: 32 bytes of zeros, of ones, and the check value of the digits 1 to 9.
        assertThat(crc32c(new byte[32])).isEqualTo(0x8a9136aa);
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(crc32c(ones)).isEqualTo(0x62a8ab43);
        assertThat(crc32c("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xe3069283);
    }

    @Test
    void aFileBeginsAsTensorBoardsOwnDo() throws IOException {
        byte[] file = written(1, Map.of("step/loss", 0.5));
        // A length of 24, its checksum, and the tag of wall_time: the first bytes of every event file of version 2.
        assertThat(HexFormat.of().formatHex(file, 0, 13)).isEqualTo("1800000000000000" + "a37f4b22" + "09");
        Map<Integer, List<Object>> first = fields(records(file).get(0));
        assertThat(first.get(1)).containsExactly(1767355200.25);
        assertThat(first.get(3)).containsExactly("brain.Event:2".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void scalarsStandInOneEventWithStepAndTime() throws IOException {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("step/loss", 0.125);
        scalars.put("step/activeShare", 0.3);
        List<byte[]> records = records(written(3_000_000_000L, scalars));
        assertThat(records).hasSize(2);
        Map<Integer, List<Object>> event = fields(records.get(1));
        assertThat(event.keySet()).containsExactlyInAnyOrder(1, 2, 5);
        assertThat(event.get(1)).containsExactly(1767355200.25);
        assertThat(event.get(2)).containsExactly(3_000_000_000L);
        List<String> found = new ArrayList<>();
        for (Object summary : at(records.get(1), 5)) {
            for (Object value : at((byte[]) summary, 1)) {
                String tag = new String((byte[]) at((byte[]) value, 1).get(0), StandardCharsets.UTF_8);
                found.add(tag + "=" + at((byte[]) value, 2).get(0));
            }
        }
        assertThat(found).containsExactly("step/loss=0.125", "step/activeShare=0.3");
    }
}
