package org.likeness.core.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small files that ask much of a decoder. */
final class HostilePictures {
    private static final int SEGMENT = 65_533;

    private HostilePictures() {}

    /** A JPEG whose EXIF block is a chain of as many directories as fit. */
    static byte[] exifChain(byte[] jpeg) {
        int directories = (SEGMENT - 8 - 8) / 6;
        ByteBuffer exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + directories * 6).order(ByteOrder.BIG_ENDIAN);
        exif.putShort((short) 0xffe1).putShort((short) (exif.capacity() - 2));
        exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        for (int i = 1; i <= directories; i++) {
            exif.putShort((short) 0).putInt(i == directories ? 0 : 8 + i * 6);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(jpeg, 0, 2);
        whole.writeBytes(exif.array());
        whole.write(jpeg, 2, jpeg.length - 2);
        return whole.toByteArray();
    }

    /** A progressive JPEG that refines nothing, scan after scan. */
    static byte[] manyScans(int width, int height, int scans) {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.writeBytes(octets(0xff, 0xd8));
        jpeg.writeBytes(octets(0xff, 0xc2, 0, 11, 8, height >> 8, height, width >> 8, width, 1, 1, 0x11, 0));
        for (int scan = 0; scan < scans; scan++) {
            jpeg.writeBytes(octets(0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0));
        }
        jpeg.writeBytes(octets(0xff, 0xd9));
        return jpeg.toByteArray();
    }

    /** A TIFF file with a tag of one SHORT set, whether it had it or not. */
    static byte[] withTag(byte[] tiff, int tag, int value) {
        ByteOrder order = tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer file = ByteBuffer.wrap(tiff).order(order);
        int directory = file.getInt(4);
        SortedMap<Integer, byte[]> entries = new TreeMap<>();
        for (int i = 0; i < file.getShort(directory); i++) {
            int at = directory + 2 + i * 12;
            entries.put(file.getShort(at) & 0xffff, Arrays.copyOfRange(tiff, at, at + 12));
        }
        ByteBuffer entry = ByteBuffer.allocate(12).order(order);
        entries.put(
                tag,
                entry.putShort((short) tag)
                        .putShort((short) 3)
                        .putInt(1)
                        .putShort((short) value)
                        .array());
        ByteBuffer grown =
                ByteBuffer.allocate(tiff.length + 2 + entries.size() * 12 + 4).order(order);
        grown.put(tiff).putInt(4, tiff.length).putShort((short) entries.size());
        entries.values().forEach(grown::put);
        return grown.array();
    }

    private static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }
}
