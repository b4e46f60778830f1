package org.likeness.core.evaluation.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.UserException;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it ends early",
                "2e | it takes more than it gives",
                "636f730a73797374656d0a2858020000006c7374522e | it calls os system",
                "80047d2e | the sign 0x7d at byte 2",
                "5d2e | two pictures for each truth value",
                "680a2e | nothing is remembered at place 10",
                "42ffffff7f2e | something of 2,147,483,647 bytes",
            })
    void whatIsSomethingElseIsRefused(String hex, String words) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("pairs.bin is no file of picture pairs: ")
                .hasMessageContaining(words);
    }

    @Test
    void aFileCutAnywhereIsRefused() {
        byte[] whole = HexFormat.of().parseHex(PROTOCOL_4);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", length).isInstanceOf(UserException.class);
        }
    }
}
