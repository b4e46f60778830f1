package org.likeness.core.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnpicklerTest {
    private static final PickleKind EVERYTHING =
            new PickleKind("test", EnumSet.allOf(Opcode.class), 0, 5, 20, "Only tests are read");

    /** A call, and an id, give a list of their arguments. */
    private static final PickleNames NAMES = new PickleNames() {
        /** A name that can be called. */
        record Function(String name) implements PickleValue.Interpreted {
            @Override
            public String kind() {
                return "the function " + name;
            }
        }

        @Override
        public PickleValue named(String module, String name) {
            return module.equals("test") ? new Function(name) : new PickleValue.Foreign(module + "." + name);
        }

        @Override
        public PickleValue call(PickleValue.Interpreted function, List<PickleValue> arguments) {
            if (arguments.isEmpty()) {
                throw new PickleException(String.format(Locale.ROOT, "calls %s with nothing", function.kind()));
            }
            return new PickleValue.Items(arguments);
        }

        @Override
        public PickleValue persistent(PickleValue id) {
            return new PickleValue.Items(List.of(id));
        }
    };

    /** @param pickle with a byte for each character */
    private static PickleValue load(String pickle) {
        byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
        PickleInput in = new PickleInput(new ByteArrayInputStream(bytes), 0, bytes.length);
        try {
            return new Unpickler(in, EVERYTHING, NAMES).load();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<PickleValue> items(String pickle) {
        assertThat(load(pickle)).isInstanceOf(PickleValue.Items.class);
        return ((PickleValue.Items) load(pickle)).values();
    }

    private static void requireRefused(String pickle, String words) {
        assertThatThrownBy(() -> load(pickle))
                .isInstanceOf(PickleException.class)
                .hasMessageContaining(words);
    }

    private static PickleValue whole(long value) {
        return new PickleValue.Whole(value);
    }

    @Test
    void listsAndTuplesAreBuiltInEachWay() {
        List<PickleValue> oneTwo = List.of(whole(1), whole(2));
        for (String pickle : List.of(
                "]K\1aK\2a.",
                "](K\1K\2e.",
                "(K\1K\2l.",
                "(K\1K\2t.",
                "K\1K\2\u0086.",
                "\u0080\5\u0095\0\0\0\0\0\0\0\0K\1K\2\u0086.",
                "(M\1\0J\2\0\0\0t.",
                "(I1\nI2\nt.",
                "(\u008a\1\1\u008a\2\2\0t.")) {
            assertThat(items(pickle)).as(pickle).isEqualTo(oneTwo);
        }
        assertThat(items(").")).isEmpty();
        assertThat(items("K\1\u0085.")).containsExactly(whole(1));
        assertThat(items("K\1K\2K\3\u0087.")).hasSize(3);
        assertThat(items("K\1q\5K\2h\5\u0087.")).containsExactly(whole(1), whole(2), whole(1));
        assertThat(items("K\7\u0094h\0\u0086.")).containsExactly(whole(7), whole(7));
    }

    @Test
    void constantsAreThemselves() {
        assertThat(items("(N\u0088\u0089I01\nI00\nG\0\0\0\0\0\0\0\0t."))
                .containsExactly(
                        PickleValue.Constant.NONE,
                        PickleValue.Constant.TRUE,
                        PickleValue.Constant.FALSE,
                        PickleValue.Constant.TRUE,
                        PickleValue.Constant.FALSE,
                        PickleValue.Constant.REAL);
    }

    @Test
    void aLongTextAndBytesAreKnownByTheirPlace() {
        assertThat(items("(U\3abc\u008c\2deC\4bytet."))
                .containsExactly(
                        new PickleValue.Text("abc", new Span(3, 3, Span.Coding.RAW)),
                        new PickleValue.Text("de", new Span(8, 2, Span.Coding.LATIN_1_IN_UTF_8)),
                        new PickleValue.Bytes(new Span(12, 4, Span.Coding.RAW)));
        String text = "x".repeat(21);
        assertThat(load("X\25\0\0\0" + text + "."))
                .isEqualTo(new PickleValue.LongText(new Span(5, 21, Span.Coding.LATIN_1_IN_UTF_8)));
        assertThat(load("\u008e\25\0\0\0\0\0\0\0" + text + "."))
                .isEqualTo(new PickleValue.Bytes(new Span(9, 21, Span.Coding.RAW)));
    }

    @Test
    void namesCallsAndIdsAreTheReaders() {
        assertThat(items("ctest\nfunction\n(K\1tR.")).containsExactly(whole(1));
        assertThat(items("\u008c\4test\u008c\1f\u0093(K\1tR.")).containsExactly(whole(1));
        assertThat(items("K\1Q.")).containsExactly(whole(1));
        assertThat(load("cos\nsystem\n(U\2lstR.")).isEqualTo(new PickleValue.Foreign("os.system"));
        requireRefused(
                "ctest\nf\n)R.", "calls the function f with nothing, at byte 9 of the pickle. Only tests are read");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "POP",
                "POP_MARK",
                "DUP",
                "FLOAT",
                "LONG",
                "PERSID",
                "STRING",
                "UNICODE",
                "DICT",
                "GET",
                "INST",
                "OBJ",
                "PUT",
                "EXT1",
                "EXT2",
                "EXT4",
                "LONG4",
                "BINUNICODE8",
                "EMPTY_SET",
                "ADDITEMS",
                "FROZENSET",
                "NEWOBJ_EX",
                "BYTEARRAY8",
                "NEXT_BUFFER",
                "READONLY_BUFFER"
            })
    void opcodesThatAreNotExecutedAreRefusedByName(Opcode opcode) {
        requireRefused(
                "N" + (char) opcode.code(),
                String.format(Locale.ROOT, "has the pickle opcode %s, which no test needs", opcode));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ends early (0 bytes, where 1 are due), at byte 0",
                "'.' | takes a value where there is none",
                "'(.' | takes a value where there is none",
                "'NN.' | values left over",
                "'N(t' | ends early",
                "'(N' | ends early",
                "'e.' | from a mark on where there is none",
                "'Na.' | takes a value where there is none",
                "'NNa.' | appends to None",
                "')Na.' | appends to a list",
                "'N(e.' | appends to None",
                "'N(u.' | puts entries into None",
                "'}(Nu.' | a key without a value",
                "'}NNs.' | has None for a key",
                "'NNb.' | sets attributes of None",
                "'NNR.' | calls None with None",
                "'ctest|f|NR.' | calls the function f with None",
                "'N)\u0081.' | makes an object of None",
                "'NN\u0093.' | names None of None",
                "'hA.' | recalls value 65, which it never remembered",
                "'\u0080\u0009.' | is pickled in protocol 9: 0 to 5 is read",
                "'Ia|.' | has the whole number \"a\"",
                "'\u008a\u0009.' | a whole number of 9 bytes: 8 are the most",
                "'\u00ff' | the byte 0xff, which is not a pickle opcode",
                "'B\u00ff\u00ff\u00ff\u00ff' | 4294967295 are due",
                "'U\u0014abc' | ends early (3 bytes, where 20 are due)",
            })
    void whatIsWrongIsSaidWithItsPlace(String pickle, String words) {
        requireRefused(pickle.replace('|', '\n'), words);
    }

    @Test
    void anEntryIsNotThereTwice() {
        requireRefused("}(U\1aNU\1aNu.", "has the entry \"a\" twice");
    }

    @Test
    void aSizeOf64BitsIsNotNegative() {
        requireRefused("\u008e" + "\u00ff".repeat(8), "18446744073709551615 are due");
    }

    @Test
    void floodsEndInAMessage() {
        requireRefused("N".repeat(1 << 18), "holds more than 131,072 values at once");
        requireRefused("(".repeat(1 << 18), "holds more than 131,072 values at once");
        requireRefused("]" + "Na".repeat(1 << 21), "a pickle of more than 2,097,152 opcodes");
        requireRefused("c" + "x".repeat(2000), "has a name of more than 1000 characters");
        StringBuilder remembered = new StringBuilder("N");
        for (int i = 0; i <= 1 << 20; i++) {
            remembered.append('\u0094');
        }
        requireRefused(remembered.toString(), "remembers more than 1,048,576 values");
    }

    @Test
    void whatIsKeptIsBoundedAndWhatIsPassedOverIsNot() {
        int length = 1 << 20;
        String text = "X\0\0\20\0" + "x".repeat(length);
        PickleKind keeping = new PickleKind("test", EnumSet.allOf(Opcode.class), 0, 5, length, "");
        byte[] bytes = ("(" + text.repeat(40) + "t.").getBytes(StandardCharsets.ISO_8859_1);
        PickleInput in = new PickleInput(new ByteArrayInputStream(bytes), 0, bytes.length);
        assertThatThrownBy(() -> new Unpickler(in, keeping, NAMES).load())
                .hasMessageContaining("a pickle of more than 33,554,432 bytes");
        assertThat(items("(" + text.repeat(40) + "t.")).hasSize(40);
    }

    @Test
    void aListThatHoldsItselfIsReadAndNeverDescended() {
        assertThat(items("]q\0h\0a.")).hasSize(1);
        assertThat(items("](".repeat(60_000) + "e".repeat(60_000) + ".")).hasSize(1);
    }

    @Test
    void randomOpcodesAreReadOrRefused() {
        Opcode[] opcodes = Opcode.values();
        for (long seed = 0; seed < 5000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder pickle = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                switch (random.nextInt(4)) {
                    case 0 -> pickle.append((char) opcodes[random.nextInt(opcodes.length)].code());
                    case 1 -> pickle.append((char) random.nextInt(5));
                    case 2 -> pickle.append("](})N".charAt(random.nextInt(5)));
                    default -> pickle.append("\u008c\4test\u008c\1f\u0093");
                }
            }
            try {
                load(pickle + ".");
            } catch (PickleException e) {
                assertThat(e.getMessage()).as("seed %d", seed).endsWith("Only tests are read");
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void aSpanIsReadInItsCoding(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("text"), "abé€".getBytes(StandardCharsets.UTF_8));
        assertThat(new Span(1, 3, Span.Coding.RAW).read(file)).containsExactly('b', 0xc3, 0xa9);
        assertThat(new Span(1, 3, Span.Coding.LATIN_1_IN_UTF_8).read(file)).containsExactly('b', 0xe9);
        assertThatThrownBy(() -> new Span(1, 6, Span.Coding.LATIN_1_IN_UTF_8).read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("the text at byte 1 does not stand for bytes");
        assertThatThrownBy(() -> new Span(5, 30, Span.Coding.RAW).read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("30 bytes are due at byte 5");
    }
}
