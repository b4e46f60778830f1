package org.likeness.core.evaluation.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.codec.UnreadablePictureException;

class PicturePairsFileTest {
    /** {@code pickle.dumps(([b"one", b"two", b"thr\\xe9e", b"four"], [True, False]), protocol)}, by Python 3.11. */
    private static final String PROTOCOL_4 =
            "80049528000000000000005d942843036f6e6594430374776f944305746872e965944304666f757294655d942888896586942e";

    private static final String PROTOCOL_2 =
            "80025d710028635f636f646563730a656e636f64650a710158030000006f6e65710258060000006c6174696e3171038671045271056801580300000074776f7106680386710752710868015806000000746872c3a9657109680386710a52710b68015804000000666f7572710c680386710d52710e655d710f288889658671102e";
    private static final String PROTOCOL_1 =
            "285d710028635f636f646563730a656e636f64650a71012858030000006f6e65710258060000006c6174696e317103747104527105680128580300000074776f710668037471075271086801285806000000746872c3a9657109680374710a52710b6801285804000000666f7572710c680374710d52710e655d710f284930310a4930300a657471102e";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private PicturePairsFile read(byte[] bytes) throws IOException {
        return PicturePairsFile.read(Files.write(folder.resolve("pairs.bin"), bytes));
    }

    /** @param pickle with a byte for each character */
    private PicturePairsFile read(String pickle) throws IOException {
        return read(pickle.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {PROTOCOL_4, PROTOCOL_2, PROTOCOL_1})
    void picturesAndAnswersAreReadInEachProtocol(String hex) throws IOException {
        PicturePairsFile file = read(HexFormat.of().parseHex(hex));
        assertThat(file.pairs().pairs()).hasSize(2);
        FacePair first = file.pairs().pairs().get(0);
        assertThat(first.same()).isTrue();
        assertThat(first.first().content()).asString().isEqualTo("one");
        FacePair second = file.pairs().pairs().get(1);
        assertThat(second.same()).isFalse();
        assertThat(second.first().content()).isEqualTo(new byte[] {'t', 'h', 'r', (byte) 0xe9, 'e'});
        assertThat(file.pairs().folds()).isEqualTo(2);
        assertThat(second.fold()).isEqualTo(5);
        assertThat(file.data().identities()).hasSize(3);
    }

    /** {@code pickle.dumps((["one", "two"], [True]), 2)}, by Python 2.7, whose bytes are texts without a character set. */
    @Test
    void picturesOfPython2AreRead() throws IOException {
        FacePair pair = read("\u0080\2]q\0(U\3oneq\1U\3twoq\2e]q\3\u0088a\u0086q\4.")
                .pairs()
                .pairs()
                .get(0);
        assertThat(pair.same()).isTrue();
        assertThat(pair.second().content()).asString().isEqualTo("two");
    }

    @Test
    void picturesStayInTheFile() throws IOException {
        Picture second =
                read(HexFormat.of().parseHex(PROTOCOL_4)).pairs().pairs().get(0).second();
        Path file = folder.resolve("pairs.bin");
        Files.write(file, new byte[20]);
        assertThatThrownBy(second::content)
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessage(String.format(Locale.ROOT, "00000/2: %s cannot be read: 3 bytes are due at byte 22", file));
        Files.delete(file);
        assertThatThrownBy(second::decode).isInstanceOf(UnreadablePictureException.class);
    }

    @Test
    void aTextOfOtherCharactersIsNoPicture() throws IOException {
        String euro = "c_codecs\nencode\n(X\3\0\0\0\u00e2\u0082\u00acU\6latin1tR";
        Picture first =
                read("((" + euro + euro + "l(I01\nlt.").pairs().pairs().get(0).first();
        assertThatThrownBy(first::content).hasMessageContaining("does not stand for bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ends early",
                "'.' | takes a value where there is none",
                "'N.' | does not hold two lists, of pictures and of truth values",
                "'].' | does not hold two lists, of pictures and of truth values",
                "'cos#system#.' | names os.system, which is not known, at byte 0 of the pickle. Only lists of bytes and truth values are read",
                "'c_codecs#encode#.' | does not hold two lists",
                "'c_codecs#encode#)R.' | calls the function _codecs.encode with 0 arguments",
                "'c_codecs#encode#(U\1aU\4utf8tR.' | calls the function _codecs.encode with 2 arguments",
                "'}.' | has the pickle opcode EMPTY_DICT, which no list of picture pairs needs, at byte 0",
                "'NQ.' | has the pickle opcode BINPERSID",
                "'\u0080\6.' | is pickled in protocol 6: 0 to 5 is read",
                "'(]]t.' | has 0 pictures and 0 truth values: two pictures for each truth value are due",
                "'((U\1aU\1al(I01#I00#lt.' | has 2 pictures and 2 truth values",
                "'((NU\1al(I01#lt.' | has None where a picture's bytes are due",
                "'((X\1\0\0\0aU\1al(I01#lt.' | has a text where a picture's bytes are due",
                "'((U\1aU\1al(Nlt.' | has None where the truth value of pair 1 is due",
                "'((U\1aU\1al(I7#lt.' | has a number where the truth value of pair 1 is due",
                "'hA.' | recalls value 65, which it never remembered",
                "'B\u00ff\u00ff\u00ff\u007f.' | ends early (1 bytes, where 2147483647 are due)",
            })
    void whatIsSomethingElseIsRefused(String pickle, String words) {
        assertThatThrownBy(() -> read(pickle.replace('#', '\n')))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("pairs.bin is not a file of picture pairs: it ")
                .hasMessageContaining(words);
    }

    @Test
    void aNameThatDoublesWithEachOpcodeIsRefused() {
        String name = "\u008c\1a\u0094" + "h\0h\0\u0093\u0094" + "h\1h\1\u0093".repeat(35);
        assertThatThrownBy(() -> read(name + "."))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("names a.a, which is not known");
    }

    /** Each list holds the one before it twice: whoever printed the last one would print two to the power of 60 times. */
    @Test
    void listsInListsAreNotPrinted() {
        StringBuilder nested = new StringBuilder("]q\0");
        for (int depth = 0; depth < 60; depth++) {
            nested.append("h\0h\0\u0086q\0");
        }
        assertThatThrownBy(() -> read(nested + ")R."))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("calls a list with a list");
        assertThatThrownBy(() -> read(nested + ".")).isInstanceOf(LikenessException.class);
    }

    @Test
    void aFileCutAnywhereIsRefused() {
        for (String whole : List.of(PROTOCOL_4, PROTOCOL_2, PROTOCOL_1)) {
            byte[] bytes = HexFormat.of().parseHex(whole);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> read(cut)).as("%d bytes", length).isInstanceOf(LikenessException.class);
            }
        }
    }

    @Test
    void randomDamageIsReadOrRefusedAndNothingElse() {
        List<byte[]> whole = Stream.of(PROTOCOL_4, PROTOCOL_2, PROTOCOL_1)
                .map(HexFormat.of()::parseHex)
                .toList();
        for (long seed = 0; seed < 1500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = whole.get((int) seed % 3).clone();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                read(bytes).pairs().pairs().forEach(PicturePairsFileTest::readPictures);
            } catch (LikenessException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().doesNotContain("\n");
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void readPictures(FacePair pair) {
        for (Picture picture : List.of(pair.first(), pair.second())) {
            try {
                picture.content();
            } catch (UnreadablePictureException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
