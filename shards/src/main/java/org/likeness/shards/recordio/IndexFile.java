package org.likeness.shards.recordio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.core.file.RegularFile;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.DamageLog;

/** Reads an index file, {@code train.idx}: a line {@code key<TAB>offset} for each record. */
final class IndexFile {
    private static final int LONGEST_LINE = 64;

    private IndexFile() {}

    /**
     * Reads all lines; those of another form, and keys that stand there before, are damages.
     *
     * @throws org.likeness.core.LikenessException if it cannot be read
     */
    static Records read(Path file, DamageLog damages) {
        RegularFile.require(file);
        var records = new Records.Builder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            int number = 0;
            for (String line = line(lines); line != null; line = line(lines)) {
                number++;
                int tab = line.indexOf('\t');
                long key = tab < 0 ? -1 : number(line, 0, tab);
                long offset = tab < 0 ? -1 : number(line, tab + 1, line.length());
                if (key < 0 || key >= Integer.MAX_VALUE || offset < 0) {
                    damages.add(String.format(
                            Locale.ROOT,
                            "%s, line %,d: \"%s\" is not a key, a tab and an offset",
                            file.getFileName(),
                            number,
                            line));
                } else {
                    records.add((int) key, offset);
                }
            }
        } catch (IOException e) {
            throw SharedFile.unreadable(file, e);
        }
        return records.byKey(key -> damages.add(
                String.format(Locale.ROOT, "%s has key %,d twice; the first is used", file.getFileName(), key)));
    }

    /** A line without its end; of a longer one than any that is valid, the beginning. */
    private static @Nullable String line(BufferedReader in) throws IOException {
        int character = in.read();
        if (character < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (; character >= 0 && character != '\n'; character = in.read()) {
            if (line.length() < LONGEST_LINE && character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }

    /** A number of up to 18 digits, or −1. */
    private static long number(String line, int from, int to) {
        if (to == from || to - from > 18) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            char digit = line.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = 10 * number + digit - '0';
        }
        return number;
    }
}
