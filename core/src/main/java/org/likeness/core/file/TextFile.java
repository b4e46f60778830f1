package org.likeness.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.likeness.core.LikenessException;

/**
 * Reads text files of users: lists, tables, recipes. The encoding is UTF-8; a byte-order mark is skipped, and that of UTF-16 selects
 * UTF-16. Other encodings are rejected with the line and the probable encoding: decoding with replacement characters would silently change
 * names.
 */
public final class TextFile {
    /** The largest file that is read, in bytes: so that a device without an end is refused. */
    public static final int MAX_BYTES = 256 << 20;

    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] UTF_16_LITTLE_MARK = {(byte) 0xff, (byte) 0xfe};
    private static final byte[] UTF_16_BIG_MARK = {(byte) 0xfe, (byte) 0xff};

    private TextFile() {}

    /**
     * A file's lines, ended by LF, CR LF or CR, in Unicode's composed form, in which names are compared ({@link CanonicalName}).
     *
     * @param kind what the file is, for messages, such as {@code pair file}
     * @throws LikenessException if it is missing, a folder, too large, cannot be read, or is not text
     */
    public static List<String> lines(Path file, String kind) {
        return Normalizer.normalize(read(file, kind), Normalizer.Form.NFC)
                .lines()
                .toList();
    }

    /**
     * A file's whole text, without its byte-order mark.
     *
     * @param kind what the file is, for messages, such as {@code pair file}
     * @throws LikenessException if it is missing, a folder, too large, cannot be read, or is not text
     */
    public static String read(Path file, String kind) {
        byte[] bytes = bytes(file, kind);
        if (startsWith(bytes, UTF_16_LITTLE_MARK)) {
            return decode(file, kind, bytes, UTF_16_LITTLE_MARK.length, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, UTF_16_BIG_MARK)) {
            return decode(file, kind, bytes, UTF_16_BIG_MARK.length, StandardCharsets.UTF_16BE);
        }
        return decode(file, kind, bytes, startsWith(bytes, UTF_8_MARK) ? UTF_8_MARK.length : 0, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file, String kind) {
        if (Files.isDirectory(file)) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "%s is a folder: a %s is expected", file, kind));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "%s has more than %,d bytes, the most that a %s may have", file, MAX_BYTES, kind));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(String.format(Locale.ROOT, "%s: no such %s", file, kind), e);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length
                && ByteBuffer.wrap(bytes, 0, mark.length).equals(ByteBuffer.wrap(mark));
    }

    private static String decode(Path file, String kind, byte[] bytes, int start, Charset charset) {
        ByteBuffer rest = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length - start);
        CoderResult result = decoder.decode(rest, text, true);
        text.flip();
        int nul = text.toString().indexOf('\0');
        if (nul >= 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s, line %d: a NUL character, which text does not contain; if the file is UTF-16 without a byte-order mark, convert it: iconv -f UTF-16LE -t UTF-8",
                    file,
                    line(text.subSequence(0, nul))));
        }
        if (result.isError()) {
            throw notText(file, kind, charset, bytes[rest.position()], line(text));
        }
        return text.toString();
    }

    private static LikenessException notText(Path file, String kind, Charset charset, byte found, int line) {
        String wayOut = charset == StandardCharsets.UTF_8
                ? "UTF-8 is expected; this seems to be Windows-1252 or Latin-1, convert it: iconv -f WINDOWS-1252 -t UTF-8"
                : String.format(
                        Locale.ROOT,
                        "the byte-order mark announces %s, but the content is not; save the %s as UTF-8",
                        charset,
                        kind);
        return LikenessException.invalid(String.format(
                Locale.ROOT, "%s, line %d: the byte 0x%02x is not %s: %s", file, line, found, charset, wayOut));
    }

    /** Number of the line in which a text ends, from 1. */
    private static int line(CharSequence before) {
        return Math.max(1, (int) (before + "|").lines().count());
    }
}
