package org.likeness.core.evaluation.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.evaluation.identification.IdentificationTest;

class PairsTest {
    private static final FaceDataset DATA = new FaceDataset("lfw", List.of(person("Ann_Lee", 3), person("Bo_Ek", 2)));

    @TempDir
    private Path folder;

    private static Identity person(String name, int pictures) {
        return new Identity(
                name,
                IntStream.rangeClosed(1, pictures)
                        .<Picture>mapToObj(i -> new IdentificationTest.Named(
                                String.format(Locale.ROOT, "%s/%s_%04d.jpg", name, name, i)))
                        .toList());
    }

    private PairList read(String text) throws IOException {
        Path file = folder.resolve("pairs.txt");
        Files.writeString(file, text);
        return LfwPairs.read(file, DATA);
    }

    @Test
    void viewOneHoldsGenuineThenImpostorPairs() throws IOException {
        PairList list = read("2\nAnn_Lee\t1\t3\nBo_Ek\t1\t2\nAnn_Lee\t1\tBo_Ek\t2\nBo_Ek\t1\tAnn_Lee\t2\n");
        assertThat(list.folds()).isEqualTo(1);
        assertThat(list.pairs()).extracting(FacePair::same).containsExactly(true, true, false, false);
        assertThat(list.pairs().get(0).second().name()).isEqualTo("Ann_Lee/Ann_Lee_0003.jpg");
        assertThat(list.pairs().get(3).first().name()).isEqualTo("Bo_Ek/Bo_Ek_0001.jpg");
    }

    @Test
    void viewTwoHoldsFolds() throws IOException {
        PairList list = read("2\t1\nAnn_Lee\t1\t3\nAnn_Lee\t1\tBo_Ek\t2\nBo_Ek\t1\t2\nBo_Ek\t1\tAnn_Lee\t2\n");
        assertThat(list.folds()).isEqualTo(2);
        assertThat(list.pairs()).extracting(FacePair::fold).containsExactly(0, 0, 1, 1);
        assertThat(list.pairs()).extracting(FacePair::same).containsExactly(true, false, true, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;Ann_Lee,1,7;Ann_Lee,1,Bo_Ek,2 | line 2: no picture Ann_Lee/Ann_Lee_0007 in the data set",
                "1;Ann_Lee,1,3;Ann_Lee,1,Cy_Dean,2 | line 3: no person \"Cy_Dean\" in the data set",
                "1;Ann_Lee,1,x;Ann_Lee,1,Bo_Ek,2 | line 2: \"x\" is not a number",
                "1;Ann_Lee,1,Bo_Ek,2;Ann_Lee,1,3 | line 2: \"name number number\" is expected here",
                "2;Ann_Lee,1,3;Ann_Lee,1,2 | announces 4 pairs, the file contains 2",
                "1;Ann_Lee,1,3;Ann_Lee,1,Bo_Ek,2;Bo_Ek,1,2 | announces 2 pairs, but there is another one here",
                "faces | line 1: \"faces\" is not a number"
            })
    void aMalformedFileIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(text.strip().replace(';', '\n').replace(',', '\t')))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void twoPicturesThatDifferInTheirEndingsAreNotTakenForOne() throws IOException {
        FaceDataset twice = new FaceDataset(
                "lfw",
                List.of(
                        person("Ann_Lee", 2),
                        new Identity(
                                "Bo_Ek",
                                List.of(
                                        new IdentificationTest.Named("Bo_Ek/Bo_Ek_0001.jpg"),
                                        new IdentificationTest.Named("Bo_Ek/Bo_Ek_0001.png")))));
        Path file = Files.writeString(folder.resolve("pairs.txt"), "1\nAnn_Lee\t1\t2\nAnn_Lee\t1\tBo_Ek\t1\n");
        assertThatThrownBy(() -> LfwPairs.read(file, twice))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(
                        "line 3: several pictures of the data set are named Bo_Ek/Bo_Ek_0001, with different extensions");
    }

    @Test
    void aMissingFileIsSaid() {
        assertThatThrownBy(() -> LfwPairs.read(Path.of("none.txt"), DATA)).hasMessage("none.txt: no such pair file");
    }

    @Test
    void generatedPairsAreBalancedDistinctAndTrue() {
        for (long seed = 1; seed <= 20; seed++) {
            FaceDataset data = new FaceDataset(
                    "made",
                    IntStream.range(0, 12)
                            .mapToObj(i -> IdentificationTest.identity("p" + i, 1 + i % 4))
                            .toList());
            PairList list = GeneratedPairs.of(data, 10, new SplittableRandom(seed));
            Map<Boolean, Long> kinds =
                    list.pairs().stream().collect(Collectors.groupingBy(FacePair::same, Collectors.counting()));
            assertThat(kinds).as("seed %d", seed).containsEntry(true, 10L).containsEntry(false, 10L);
            assertThat(list.pairs()).as("seed %d", seed).allSatisfy(pair -> {
                String first = pair.first().name();
                String second = pair.second().name();
                assertThat(first).isNotEqualTo(second);
                assertThat(first.split("/")[0].equals(second.split("/")[0])).isEqualTo(pair.same());
            });
            assertThat(list.pairs().stream()
                            .map(pair -> java.util.Set.of(
                                    pair.first().name(), pair.second().name())))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void tooManyGeneratedPairsAreRefused() {
        assertThatThrownBy(() -> GeneratedPairs.of(DATA, 100, new SplittableRandom(1)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(
                        "too small for 100 genuine and as many impostor pairs: it gave 4 different genuine pairs")
                .satisfies(e -> assertThat(((GeneratedPairs.TooManyException) e).drawn())
                        .isEqualTo(4));
        assertThat(GeneratedPairs.of(DATA, 4, new SplittableRandom(1)).pairs()).hasSize(8);
    }
}
