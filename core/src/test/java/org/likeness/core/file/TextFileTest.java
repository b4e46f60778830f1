package org.likeness.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;

class TextFileTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private Path file(byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return Files.write(folder.resolve("list.txt"), bytes.toByteArray());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void byteOrderMarksAreSkippedAndObeyed() throws IOException {
        String text = "60\r\nRenée\t4\n";
        assertThat(TextFile.lines(file(text.getBytes(StandardCharsets.UTF_8)), "list"))
                .containsExactly("60", "Renée\t4");
        assertThat(TextFile.lines(file(bytes(0xef, 0xbb, 0xbf), text.getBytes(StandardCharsets.UTF_8)), "list"))
                .containsExactly("60", "Renée\t4");
        assertThat(TextFile.lines(file(bytes(0xff, 0xfe), text.getBytes(StandardCharsets.UTF_16LE)), "list"))
                .containsExactly("60", "Renée\t4");
        assertThat(TextFile.read(file(bytes(0xfe, 0xff), text.getBytes(StandardCharsets.UTF_16BE)), "list"))
                .isEqualTo(text);
        assertThat(TextFile.read(file(), "list")).isEmpty();
    }

    @Test
    void linesAreComposed() throws IOException {
        assertThat(TextFile.lines(file("Rene\u0301e".getBytes(StandardCharsets.UTF_8)), "list"))
                .containsExactly("Ren\u00e9e");
    }

    @Test
    void otherEncodingsAreNamedWithTheirLine() throws IOException {
        Path file = file("a\nb\nRenée\nc".getBytes(WINDOWS));
        assertThatThrownBy(() -> TextFile.lines(file, "list"))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "%s, line 3: the byte 0xe9 is not UTF-8: UTF-8 is expected; this seems to be Windows-1252 or Latin-1, convert it: iconv -f WINDOWS-1252 -t UTF-8",
                        file);
        Path cut = file("a\nRen".getBytes(StandardCharsets.UTF_8), bytes(0xc3));
        assertThatThrownBy(() -> TextFile.lines(cut, "list")).hasMessageContaining("line 2: the byte 0xc3");
        Path unmarked = file("a\nb".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> TextFile.lines(unmarked, "list")).hasMessageContaining("line 1: a NUL character");
        Path half = file(bytes(0xff, 0xfe, 'a', 0, 0));
        assertThatThrownBy(() -> TextFile.lines(half, "list"))
                .hasMessageContaining("line 1: the byte 0x00 is not UTF-16LE");
    }

    @Test
    void whatIsNoFileIsSaid() {
        assertThatThrownBy(() -> TextFile.lines(Path.of("none.txt"), "pair file"))
                .hasMessage("none.txt: no such pair file");
        assertThatThrownBy(() -> TextFile.lines(folder, "pair file"))
                .hasMessage("%s is a folder: a pair file is expected", folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "person,sex | COMMA | person:sex",
                "person;age, years | SEMICOLON | person:age, years",
                "\"Lee, Ann\"\t\"m\" | TAB | Lee, Ann:m",
                "\"Lee, Ann\" 1 | SPACES | Lee, Ann:1",
                "\"a\", \"b \"\"c\"\"\" ,, d , | COMMA | a:b \"c\"::d:",
                "\"Al\" Gore,m | COMMA | \"Al\" Gore:m",
                "5\" tall,m | COMMA | 5\" tall:m",
                "'  a   b\tc' | TAB | a   b:c",
                "'  a   b ' | SPACES | a:b",
                "\"open,m | COMMA | \"open:m",
                "'' | SPACES | ''",
            })
    void fieldsStandAsSpreadsheetsWriteThem(String line, Separator separator, String fields) {
        assertThat(Separator.of(line)).isEqualTo(separator);
        assertThat(String.join(":", separator.split(line))).isEqualTo(fields);
    }

    @Test
    void quotedFieldsComeBack() {
        for (String field : new String[] {"ann", "\"", "\"ann\"", "\"Al\" Gore", "5\""}) {
            assertThat(Separator.TAB.split(Separator.quoted(field) + "\t1")).containsExactly(field, "1");
        }
    }
}
