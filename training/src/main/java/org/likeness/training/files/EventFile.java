package org.likeness.training.files;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes scalars for TensorBoard: a file of records, each {@code length:uint64, crc(length):uint32,
 * data, crc(data):uint32}, little-endian, with CRC-32C masked as TFRecord has it; the data is an {@code Event} in protocol
 * buffers:
 *
 * <pre>
 * Event   { 1: double wall_time; 2: int64 step; 3: string file_version; 5: Summary summary }
 * Summary { 1: repeated Value value }
 * Value   { 1: string tag; 2: float simple_value }
 * </pre>
 *
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">event.proto</a>
 */
final class EventFile implements Closeable {
    private static final int MASK = 0xa282ead8; // tensorflow/core/lib/hash/crc32c.h
    private static final int VARINT = 0; // wire types of protocol buffers
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final RecordFile file;
    private final InstantSource clock;

    /**
     * Begins a file.
     *
     * @param folder where it is made
     * @param clock  of the events' times, and of the file's name
     */
    public EventFile(Path folder, InstantSource clock) {
        Instant now = clock.instant();
        String name = String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.%03d.likeness",
                now.getEpochSecond(),
                now.getNano() / 1_000_000);
        this.file = RecordFile.append(folder.resolve(name));
        this.clock = clock;
        Message event = event();
        event.text(3, "brain.Event:2");
        write(event);
    }

    /**
     * Writes values of one step.
     *
     * @param step    their place on the horizontal axis
     * @param scalars by tag
     */
    public void scalars(long step, Map<String, Double> scalars) {
        Message summary = new Message();
        scalars.forEach((tag, number) -> {
            Message value = new Message();
            value.text(1, tag);
            value.number(2, number.floatValue());
            summary.message(1, value);
        });
        Message event = event();
        event.integer(2, step);
        event.message(5, summary);
        write(event);
    }

    @Override
    public void close() {
        file.close();
    }

    private Message event() {
        Instant now = clock.instant();
        Message event = new Message();
        event.real(1, now.getEpochSecond() + now.getNano() / 1e9);
        return event;
    }

    private void write(Message event) {
        byte[] data = event.bytes();
        ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(maskedCrc(record.array(), 0, 8));
        record.put(data);
        record.putInt(maskedCrc(data, 0, data.length));
        file.write(record.array());
    }

    private static int maskedCrc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    /** As much of protocol buffers' encoding as an event needs. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        byte[] bytes() {
            return out.toByteArray();
        }

        void integer(int field, long value) {
            varint(key(field, VARINT));
            varint(value);
        }

        void real(int field, double value) {
            varint(key(field, FIXED_64));
            byte[] bytes = new byte[8];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
            out.writeBytes(bytes);
        }

        void number(int field, float value) {
            varint(key(field, FIXED_32));
            byte[] bytes = new byte[4];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
            out.writeBytes(bytes);
        }

        void text(int field, String value) {
            delimited(field, value.getBytes(StandardCharsets.UTF_8));
        }

        void message(int field, Message value) {
            delimited(field, value.bytes());
        }

        private static long key(int field, int wireType) {
            return ((long) field << 3) | wireType;
        }

        private void delimited(int field, byte[] bytes) {
            varint(key(field, LENGTH_DELIMITED));
            varint(bytes.length);
            out.writeBytes(bytes);
        }

        /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
