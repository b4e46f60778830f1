package org.likeness.core.evaluation.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.evaluation.identification.IdentificationTest;

class PairFilesTest {
    private static final FaceDataset DATA = data(
            "Ann/Ann_0001.jpg",
            "Ann/Ann_0002.jpg",
            "Bo/Bo_0001.jpg",
            "Bo/Bo_0002.jpg",
            "001/frontal/01.jpg",
            "001/frontal/02.jpg",
            "001/profile/01.jpg",
            "002/frontal/01.jpg",
            "002/profile/01.jpg");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private static FaceDataset data(String... names) {
        List<Identity> people = new ArrayList<>();
        for (String name : names) {
            String person = name.substring(0, name.indexOf('/'));
            if (people.stream().noneMatch(one -> one.name().equals(person))) {
                people.add(new Identity(
                        person,
                        Arrays.stream(names)
                                .filter(other -> other.startsWith(person + "/"))
                                .<Picture>map(IdentificationTest.Named::new)
                                .toList()));
            }
        }
        return new FaceDataset("people", people);
    }

    private PairList read(String text) throws IOException {
        Path file = folder.resolve("pairs.txt");
        Files.writeString(file, text);
        return PairFiles.read(file, DATA);
    }

    private static List<String> words(PairList list) {
        return list.pairs().stream()
                .map(pair -> String.format(
                        Locale.ROOT,
                        "%s %s %s %d",
                        pair.first().name(),
                        pair.second().name(),
                        pair.same() ? "same" : "other",
                        pair.fold()))
                .toList();
    }

    @Test
    void twoLinesAPairAsInCalfw() throws IOException {
        PairList list = read("""
                Ann_0001.jpg 1
                Ann_0002.jpg 1
                Bo_0001.jpg 2
                Bo_0002.jpg 2
                Ann_0001.jpg 0
                Bo_0001.jpg 0
                Ann_0002.jpg 0
                Bo_0002.jpg 0
                """);
        assertThat(list.folds()).isEqualTo(2);
        assertThat(words(list))
                .containsExactly(
                        "Ann/Ann_0001.jpg Ann/Ann_0002.jpg same 0",
                        "Bo/Bo_0001.jpg Bo/Bo_0002.jpg same 1",
                        "Ann/Ann_0001.jpg Bo/Bo_0001.jpg other 0",
                        "Ann/Ann_0002.jpg Bo/Bo_0002.jpg other 1");
    }

    @Test
    void namesAndAnAnswer() throws IOException {
        assertThat(words(read("Ann_0001.jpg,Ann/Ann_0002.jpg,1\nAnn_0002, Bo_0001 ,0\n")))
                .containsExactly("Ann/Ann_0001.jpg Ann/Ann_0002.jpg same 0", "Ann/Ann_0002.jpg Bo/Bo_0001.jpg other 0");
        PairList folds = read("Ann_0001.jpg Ann_0002.jpg 1 1\nBo_0001.jpg Ann_0001.jpg 0 2\n");
        assertThat(folds.folds()).isEqualTo(2);
        assertThat(folds.pairs().get(1).fold()).isEqualTo(1);
    }

    @Test
    void lfwsOwnLayoutIsStillRead() throws IOException {
        assertThat(words(read("1\nAnn\t1\t2\nAnn\t1\tBo\t2\n")))
                .containsExactly("Ann/Ann_0001.jpg Ann/Ann_0002.jpg same 0", "Ann/Ann_0001.jpg Bo/Bo_0002.jpg other 0");
    }

    private Path cfp(String kind) throws IOException {
        Path protocol = folder.resolve("Protocol");
        Path split = protocol.resolve("Split").resolve(kind);
        for (String fold : List.of("01", "02")) {
            Files.createDirectories(split.resolve(fold));
            Files.writeString(split.resolve(fold).resolve("same.txt"), kind.equals("FF") ? "1,2\n" : "1,1\n");
            Files.writeString(split.resolve(fold).resolve("diff.txt"), kind.equals("FF") ? "1,3\n" : "3,1\n");
        }
        Files.writeString(
                protocol.resolve("Pair_list_F.txt"),
                "1 ../Data/Images/001/frontal/01.jpg\n2 ../Data/Images/001/frontal/02.jpg\n3 ../Data/Images/002/frontal/01.jpg\n");
        Files.writeString(
                protocol.resolve("Pair_list_P.txt"),
                "1 ../Data/Images/001/profile/01.jpg\n2 ../Data/Images/002/profile/01.jpg\n");
        return split;
    }

    @Test
    void cfpsFrontalAndProfileFaces() throws IOException {
        PairList frontal = PairFiles.read(cfp("FF"), DATA);
        assertThat(frontal.folds()).isEqualTo(2);
        assertThat(words(frontal).subList(0, 2))
                .containsExactly(
                        "001/frontal/01.jpg 001/frontal/02.jpg same 0",
                        "001/frontal/01.jpg 002/frontal/01.jpg other 0");
        assertThat(words(PairFiles.read(cfp("FP"), DATA)).subList(2, 4))
                .containsExactly(
                        "001/frontal/01.jpg 001/profile/01.jpg same 1",
                        "002/frontal/01.jpg 001/profile/01.jpg other 1");
    }

    @Test
    void anotherPersonsPictureIsNeverTakenForOneThatIsMissing() throws IOException {
        FaceDataset data = data("p001/1.jpg", "p001/2.jpg", "p003/1.jpg", "p003/3.jpg");
        Path file = Files.writeString(
                folder.resolve("pairs.txt"),
                "p001/1.jpg p001/2.jpg 1\np003/1.jpg p003/3.jpg 1\np002/2.jpg p001/2.jpg 0\n");
        assertThatThrownBy(() -> PairFiles.read(file, data))
                .isInstanceOf(LikenessException.class)
                .hasMessageEndingWith("line 3: no picture p002/2.jpg in the data set");
        Path alone = Files.writeString(folder.resolve("alone.txt"), "p002/2.jpg p002/3.jpg 1\n");
        assertThatThrownBy(() -> PairFiles.read(alone, data))
                .as("the folder is before all names, and still says whose pictures they are")
                .hasMessageEndingWith("line 1: no picture p002/2.jpg in the data set");
    }

    @Test
    void foldersBeforeAllNamesAreDropped() throws IOException {
        List<String> words =
                List.of("Ann/Ann_0001.jpg Ann/Ann_0002.jpg same 0", "Ann/Ann_0001.jpg Bo/Bo_0001.jpg other 0");
        for (String root : List.of("./", "/data/faces/", "..\\Images\\", "")) {
            assertThat(words(read(String.format(
                            Locale.ROOT,
                            "%1$sAnn/Ann_0001.jpg %1$sAnn/Ann_0002.jpg 1\n%1$sAnn/Ann_0001.jpg %1$sBo/Bo_0001.jpg 0\n",
                            root))))
                    .as(root)
                    .isEqualTo(words);
            assertThat(words(read(String.format(
                            Locale.ROOT,
                            "%1$sAnn_0001.jpg %1$sAnn_0002.jpg 1\n%1$sAnn_0001.jpg %1$sBo_0001 0\n",
                            root))))
                    .as("names that say whose they are without a folder, behind " + root)
                    .isEqualTo(words);
        }
        assertThatThrownBy(
                        () -> read("a/Ann/Ann_0001.jpg b/Ann/Ann_0002.jpg 1\na/Ann/Ann_0001.jpg a/Bo/Bo_0001.jpg 0\n"))
                .hasMessageEndingWith("line 1: no picture a/Ann/Ann_0001.jpg in the data set");
    }

    @Test
    void quotesSemicolonsAndMarksAreUnderstood() throws IOException {
        List<String> words =
                List.of("Ann/Ann_0001.jpg Ann/Ann_0002.jpg same 0", "Ann/Ann_0001.jpg Bo/Bo_0001.jpg other 0");
        assertThat(words(read("\ufeff\"Ann_0001.jpg\";\"Ann_0002.jpg\";\"1\"\r\nAnn_0001.jpg;Bo_0001.jpg;0\r\n")))
                .isEqualTo(words);
        assertThat(words(read("\ufeff1\r\nAnn\t1\t2\r\n\"Ann\"\t1\tBo\t1\r\n"))).isEqualTo(words);
    }

    @Test
    void pairsOfPeopleOutsideAreLeftOut() throws IOException {
        PairList list = read("Ann_0001.jpg Ann_0002.jpg 1 1\nAnn_0001.jpg Bo_0001.jpg 0 1\n"
                + "Bo_0001.jpg Bo_0002.jpg 1 2\n001/frontal/01.jpg 002/frontal/01.jpg 0 2\n"
                + "Ann_0001.jpg Ann_0002.jpg 1 3\nAnn_0002.jpg Bo_0001.jpg 0 3\n");
        PairList inside = list.within(data("Ann/Ann_0001.jpg", "Ann/Ann_0002.jpg", "Bo/Bo_0001.jpg"));
        assertThat(words(inside))
                .containsExactly(
                        "Ann/Ann_0001.jpg Ann/Ann_0002.jpg same 0",
                        "Ann/Ann_0001.jpg Bo/Bo_0001.jpg other 0",
                        "Ann/Ann_0001.jpg Ann/Ann_0002.jpg same 1",
                        "Ann/Ann_0002.jpg Bo/Bo_0001.jpg other 1");
        assertThat(inside.folds()).isEqualTo(2);
        assertThatThrownBy(() -> list.within(data("Ann/Ann_0001.jpg", "Ann/Ann_0002.jpg")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("2 of the 6 pairs of pairs.txt are of people in people: too few");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ann_0001.jpg 1 | line 1: a second line of the pair is expected",
                "Ann_0001.jpg 1;Ann_0002.jpg 2 | line 2: 2 follows 1",
                "Ann_0001.jpg 1;Cy_0001.jpg 1 | line 2: no picture Cy_0001.jpg",
                "Ann/Cy_0001.jpg Bo_0001.jpg 0 | line 1: no picture Ann/Cy_0001.jpg",
                "01.jpg Bo_0001.jpg 0 | line 1: several pictures of the data set are named 01.jpg",
                "Ann_0001.jpg Ann_0002.jpg 2 | line 1: two names of pictures, 1 (one person)",
                "Ann_0001.jpg Ann_0002.jpg 1 | 1 genuine and 0 impostor pairs",
                "Ann_0001.jpg x;Ann_0002.jpg x | line 1: \"x\" is not a number",
                "Ann_0001.jpg Ann_0002.jpg 1 0;Ann_0001.jpg Bo_0001.jpg 0 0 | fold 0: they count from 1",
            })
    void mistakesAreSaidWithTheirLine(String text, String words) {
        assertThatThrownBy(() -> read(text.replace(";", "\n")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(words);
    }
}
