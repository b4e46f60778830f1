package org.likeness.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;

class TableTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private Table read(String text) throws IOException {
        return Table.read(Files.writeString(folder.resolve("list.csv"), text), "list");
    }

    @Test
    void rowsAreTheLinesThatAreNotBlankWithTheirNumbers() throws IOException {
        Table table = read("\ufeffa;b\r\n\n  \nc\t d \n");
        assertThat(table.rows()).extracting(Table.Row::line).containsExactly(1, 4);
        assertThat(table.head().fields()).containsExactly("a", "b");
        assertThat(table.body().get(0).fields()).containsExactly("c", "d");
        assertThat(table.body().get(0).fields(Separator.SEMICOLON)).containsExactly("c\t d");
        assertThat(table.end().line()).isEqualTo(5);
    }

    @Test
    void anEmptyFileHasAHeadWithoutText() throws IOException {
        Table table = read("\n");
        assertThat(table.rows()).isEmpty();
        assertThat(table.body()).isEmpty();
        assertThat(table.head().text()).isEmpty();
        assertThat(table.end().line()).isEqualTo(1);
    }

    @Test
    void whatIsNoNumberIsNamedWithItsLine() throws IOException {
        Table.Row row = read("\nx 0 7\n").head();
        assertThat(row.whole("0")).isZero();
        assertThat(row.positive(" 7 ")).isEqualTo(7);
        assertThatThrownBy(() -> row.whole("x"))
                .isInstanceOf(LikenessException.class)
                .hasMessage("%s, line 2: \"x\" is not a number", folder.resolve("list.csv"));
        assertThatThrownBy(() -> row.positive("0"))
                .hasMessageEndingWith("line 2: \"0\": a number of 1 or more is expected");
        assertThatThrownBy(() -> row.whole("99999999999")).hasMessageContaining("is not a number");
    }
}
