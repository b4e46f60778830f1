package org.likeness.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;

class YamlReaderTest {
    private static final String SIGNS = ":-[]{}&*?|>#'\"\n\t%@!,~";

    private static final String SAMPLE = """
            title: four ways # and a comment
            seeds: [1, -2]
            variants:
              a.b:
                margin: 0.5
                on: true
              empty:
            """;

    private static YamlValue read(String yaml) {
        return YamlReader.text(yaml, "mine.yaml");
    }

    private static YamlValue at(YamlValue value, String... names) {
        for (String name : names) {
            value = value.at(name).orElseThrow();
        }
        return value;
    }

    @Test
    void valuesHaveTheirKindsKeysAndPlaces() {
        YamlValue document = read(SAMPLE);
        assertThat(document.entries()).containsOnlyKeys("title", "seeds", "variants");
        assertThat(at(document, "title").text()).isEqualTo("four ways");
        List<YamlValue> seeds = at(document, "seeds").items();
        assertThat(seeds).extracting(seed -> seed.whole(-5, 5)).containsExactly(1L, -2L);
        assertThat(seeds.get(1).place()).isEqualTo("mine.yaml, line 2, column 12");
        YamlValue margin = at(document, "variants", "a.b", "margin");
        assertThat(margin.number()).isEqualTo(0.5);
        assertThat(margin.key()).isEqualTo("variants.a.b.margin");
        assertThat(margin.place()).isEqualTo("mine.yaml, line 5, column 5");
        YamlValue empty = at(document, "variants", "empty");
        assertThat(empty.isNull()).isTrue();
        assertThat(empty.entries()).isEmpty();
        assertThat(document.at("other")).isEmpty();
        assertThat(at(document, "variants").without("empty").entries()).containsOnlyKeys("a.b");
        assertThat(at(document, "variants").tree())
                .hasToString("{\"a.b\":{\"margin\":0.5,\"on\":true},\"empty\":null}");
    }

    @Test
    void nothingIsANullDocument() {
        assertThat(read("# nothing\n").isNull()).isTrue();
        assertThat(read("").entries()).isEmpty();
    }

    @Test
    void aValueOfAnotherKindIsNamedWithItsPlaceAndWhatIsExpected() {
        YamlValue document = read(SAMPLE);
        assertThatThrownBy(() -> at(document, "title").whole(1, 9))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "mine.yaml, line 1, column 1: title is \"four ways\": a whole number in [1, 9] is expected");
        assertThatThrownBy(() -> at(document, "seeds").text())
                .hasMessageEndingWith("seeds is [1,-2]: a text is expected");
        assertThatThrownBy(() -> at(document, "seeds").entries()).hasMessageEndingWith("a mapping is expected");
        assertThatThrownBy(() -> at(document, "title").items()).hasMessageEndingWith("a list is expected");
        assertThatThrownBy(() -> at(document, "title").number()).hasMessageEndingWith("a number is expected");
        assertThatThrownBy(() -> at(document, "title").word(Set.of("pairs")))
                .hasMessageEndingWith("title is \"four ways\": pairs is expected");
        assertThatThrownBy(() -> read("7").entries())
                .hasMessage("mine.yaml, line 1, column 1: the document is 7: a mapping is expected");
    }

    @ParameterizedTest
    @CsvSource({"2.0", "1000", "9223372036854775808", "'\"3\"'", ".inf", "true", "~"})
    void onlyAWholeNumberInItsBoundsIsOne(String yaml) {
        YamlValue value = read("n: " + yaml).at("n").orElseThrow();
        assertThatThrownBy(() -> value.whole(0, 999)).isInstanceOf(LikenessException.class);
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestKnownOne() {
        YamlValue document = read("title: a\nsedes: [1]\n");
        assertThatThrownBy(() -> document.entries(Set.of("title", "seeds")))
                .hasMessage("mine.yaml, line 2, column 1: unknown key \"sedes\"; the most similar one is \"seeds\"");
        assertThatThrownBy(() -> document.entries(Set.of("title", "pairs")))
                .hasMessage("mine.yaml, line 2, column 1: unknown key \"sedes\"; what is known: pairs, title");
        assertThat(document.entries(Set.of("title", "sedes"))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'seed: 1#seed: 2' | mine.yaml, line 2, column ",
                "'a: {b: 1, b: 2}' | mine.yaml, line 1, column ",
                "'a: 1#---#b: 2' | a second YAML document",
                "'a: &x 1#b: *x' | mine.yaml, line 2, column 1: the alias *x",
                "'a: &x [1]#b: [2, *x]' | the alias *x",
                "'a: [1, 2' | invalid YAML",
                "'a: \"x' | invalid YAML",
                "'\ta: 1' | invalid YAML",
            })
    void whatIsNotOnePlainDocumentIsRefusedWithItsPlace(String yaml, String words) {
        assertThatThrownBy(() -> read(yaml.replace('#', '\n')))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("mine.yaml, line ")
                .hasMessageContaining(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aDocumentIsNotLargerOrDeeperThanSettingsAre() {
        assertThatThrownBy(() -> read("a: " + "x".repeat(1_000_000)))
                .hasMessage("mine.yaml: 1,000,003 characters: at most 1,000,000 are read");
        assertThatThrownBy(() -> read("a: " + "[".repeat(100_000))).hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> read("{a: ".repeat(100_000))).hasMessageContaining("nested too deeply");
    }

    @Test
    void aValueOnTheCommandLineIsNamedByItsOption() {
        YamlValue value = YamlReader.value("run.steps", "[1, 2]", "setting run.steps=[1, 2]");
        assertThatThrownBy(() -> value.whole(1, 2))
                .hasMessage("setting run.steps=[1, 2]: run.steps is [1,2]: a whole number in [1, 2] is expected");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> YamlReader.file(folder.resolve("r.yaml"), "recipe"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("r.yaml: no such recipe");
    }

    @Test
    void randomDamageIsReadOrRefusedInOneLine() {
        for (long seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder yaml = new StringBuilder(SAMPLE);
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                int place = random.nextInt(yaml.length());
                yaml.replace(
                        place, place + random.nextInt(3), String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length()))));
            }
            try {
                Objects.requireNonNull(read(yaml.toString()).tree());
            } catch (LikenessException e) {
                assertThat(e.getMessage())
                        .as("seed %d", seed)
                        .startsWith("mine.yaml, line ")
                        .doesNotContain("\n");
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
