package org.likeness.shards.tar;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.likeness.shards.file.DamageException;

/**
 * The header block of a member, 512 bytes: POSIX ustar, GNU's format, and those of V7 (pubs.opengroup.org, pax, "ustar Interchange
 * Format"; GNU tar manual, "Basic Tar Format").
 *
 * @param name   with its prefix
 * @param size   bytes of the member's data
 * @param type   {@code 0} for a file
 */
record TarBlock(String name, long size, char type) {
    static final int BYTES = 512;

    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    /**
     * Parses a block.
     *
     * @throws DamageException if its checksum is not that of its bytes, or its size is no number
     */
    static TarBlock of(byte[] block) throws DamageException {
        if (!isSound(block)) {
            throw new DamageException("no member's header: its checksum is wrong");
        }
        String name = text(block, 0, NAME);
        String prefix = isPosix(block) ? text(block, PREFIX, PREFIX_LENGTH) : "";
        char type = (char) (block[TYPE] & 0xff);
        return new TarBlock(
                prefix.isEmpty() ? name : prefix + "/" + name,
                number(block, SIZE, SIZE_LENGTH),
                type == 0 || type == '7' ? '0' : type);
    }

    /** Whether a search for the next header may end here: a wrong one is found by chance in about one of 2⁶⁰ blocks. */
    static boolean isCertain(byte[] block) {
        return text(block, MAGIC, 5).equals("ustar") && isSound(block);
    }

    static boolean isZero(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /** Bytes that a member's data take up in the archive. */
    static long padded(long size) {
        return (size + BYTES - 1) / BYTES * BYTES;
    }

    /** Only here do the bytes after the names hold a prefix: GNU keeps times there. */
    private static boolean isPosix(byte[] block) {
        return text(block, MAGIC, 6).equals("ustar") && block[MAGIC + 5] == 0;
    }

    /** Old programs summed up signed bytes. */
    private static boolean isSound(byte[] block) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BYTES; i++) {
            byte one = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? (byte) ' ' : block[i];
            unsigned += one & 0xff;
            signed += one;
        }
        try {
            long stated = number(block, CHECKSUM, CHECKSUM_LENGTH);
            return stated == unsigned || stated == signed;
        } catch (DamageException e) {
            return false;
        }
    }

    /** Octal digits between spaces and zeros, or, with the first bit set, a binary number. */
    private static long number(byte[] block, int from, int length) throws DamageException {
        if ((block[from] & 0x80) != 0) {
            long number = block[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                if (number >>> Long.SIZE - 1 - Byte.SIZE != 0) {
                    throw new DamageException("a size of more than 63 bits");
                }
                number = number << Byte.SIZE | block[i] & 0xff;
            }
            return number;
        }
        String digits = text(block, from, length).strip();
        if (digits.isEmpty() || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '7')) {
            throw new DamageException(
                    String.format(Locale.ROOT, "\"%s\" where a number in octal digits is due", digits));
        }
        return Long.parseLong(digits, 8);
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }
}
