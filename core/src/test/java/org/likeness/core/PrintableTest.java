package org.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @Test
    void aTerminalIsNotToldToDoAnything() {
        assertThat(Printable.line("\u001b[2J\u001b]0;title\u0007ann\r\u009b1m\u007f"))
                .isEqualTo("\\u001b[2J\\u001b]0;title\\u0007ann\\u000d\\u009b1m\\u007f");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069})
    void charactersThatTurnTheDirectionAreShownAsNumbers(int control) {
        assertThat(Printable.line("ann" + (char) control + "gpj.exe"))
                .isEqualToIgnoringCase(String.format(Locale.ROOT, "ann\\u%04xgpj.exe", control));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0x2028, 0x2029, 0xFEFF})
    void namesThatDifferLookDifferent(int unseen) {
        assertThat(Printable.lines("ann" + (char) unseen)).isNotEqualTo("ann").matches("ann\\\\u[0-9a-f]{4}");
    }

    @Test
    void aLineStaysOneLineAndALongerTextKeepsItsOwn() {
        assertThat(Printable.line("door.jpg\nmatch: ann\t1")).isEqualTo("door.jpg\\u000amatch: ann\t1");
        assertThat(Printable.lines("one\ntwo\tthree\r\n")).isEqualTo("one\ntwo\tthree\\u000d\n");
    }

    @Test
    void charactersBeyondSixteenBitsAreShownByTheirTwoUnits() {
        assertThat(Printable.line("\uDB40\uDC41 \uD800")).isEqualTo("\\udb40\\udc41 \\ud800");
    }

    @Test
    void writingOfAllPeopleStaysAsItIs() {
        for (String name : new String[] {"René", "Нина", "김민수", "王小明", "علي", "אבי", "नेहा", "😀 Ann", "a\u0301"}) {
            assertThat(Printable.line(name)).isEqualTo(name);
        }
    }

    @Test
    void theFirstLineOfAMessageIsTheFirstThatSaysSomething() {
        assertThat(Printable.firstLine("\n  what failed \r\n  at libtorch.so:17"))
                .isEqualTo("what failed");
        assertThat(Printable.firstLine((String) null)).isEqualTo("no reason given");
        assertThat(Printable.firstLine(" \n ")).isEqualTo("no reason given");
        assertThat(Printable.firstLine(new IllegalStateException("one\ntwo"))).isEqualTo("one");
        assertThat(Printable.firstLine(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(Printable.firstLine(new IllegalStateException(""))).isEqualTo("IllegalStateException");
    }
}
