package org.likeness.core.dataset.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Albums;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;

class LfwPeopleTest {
    @TempDir
    private Path folder;

    @Test
    void peopleWithoutFoldsAreRead() {
        LfwPeople people = read("2\np0\t1\np2\t4\n");
        assertThat(people.folds()).containsExactly(Map.of("p0", 1, "p2", 4));
        assertThat(people.names()).containsExactly("p0", "p2");
    }

    @Test
    void foldsAreRead() {
        LfwPeople people = read("2\n1\np0\t1\n2\np2\t4\np1\t2\n\n");
        assertThat(people.folds()).containsExactly(Map.of("p0", 1), Map.of("p1", 2, "p2", 4));
    }

    @Test
    void dataSetIsRestrictedToThem() {
        FaceDataset data = Albums.of("lfw", 1, 2, 4);
        assertThat(read("2\np0\t1\np2\t4\n").restrict(data).identities())
                .extracting(Identity::name)
                .containsExactly("p0", "p2");
    }

    @Test
    void namesAreComparedComposedAndTrimmed() {
        FaceDataset data = new FaceDataset(
                "lfw",
                List.of(new Identity(
                        "Rene\u0301e ", Albums.of("x", 1).identities().get(0).pictures())));
        assertThat(data.identities().get(0).name()).isEqualTo("Ren\u00e9e");
        assertThat(read("\ufeff1\r\n Rene\u0301e\t1\r\n").restrict(data).identities())
                .hasSize(1);
    }

    @Test
    void namesWithQuotationMarksComeBack() {
        FaceDataset data = new FaceDataset(
                "lfw",
                List.of(new Identity(
                        "\"ann\"", Albums.of("x", 1).identities().get(0).pictures())));
        Path file = folder.resolve("written.txt");
        LfwPeople.write(data, file);
        assertThat(LfwPeople.read(file).names()).containsExactly("\"ann\"");
        assertThat(read("1\n\"ann\"\t4\n").names()).containsExactly("ann");
    }

    @Test
    void unknownPeopleAreNamed() {
        Path file = folder.resolve("people.txt");
        assertThatThrownBy(() -> read("5\na\t1\nb\t1\np0\t1\nc\t1\nd\t1\n").restrict(Albums.of("lfw", 1, 2)))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "%s lists 4 people who are not in lfw/: a, b, c and 1 more. Use the folder and the people file of the same data set",
                        file);
    }

    @Test
    void otherFilesAreRefusedAtTheirLine() {
        refused("", 1, "a count of people or of folds is expected, not the end of the file");
        refused("Abel_Pacheco\t1\t4\n", 1, "a count of people or of folds is expected, not \"Abel_Pacheco\t1\t4\"");
        refused("2\np0\t1\n", 3, "name<TAB>pictures, person 2 of 2 is expected, not the end of the file");
        refused("2\np0\t1\np1 2\n", 3, "name<TAB>pictures, person 2 of 2 is expected, not \"p1 2\"");
        refused("2\np0\t1\np0\t1\n", 3, "each person once is expected, not \"p0\t1\"");
        refused("1\np0\t1\np1\t1\n", 3, "the end of the file after all 1 announced people is expected, not \"p1\t1\"");
        refused("2\n1\np0\t1\n", 4, "the count of people in fold 2 is expected, not the end of the file");
        assertThatThrownBy(() -> LfwPeople.read(folder.resolve("gone.txt")))
                .isInstanceOf(LikenessException.class)
                .hasMessage("%s: no such people file", folder.resolve("gone.txt"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        FaceDataset data = Albums.of("drawn", 3, 1, 2);
        Path file = folder.resolve("parts/people.txt");
        LfwPeople.write(data, file);
        assertThat(file).hasContent("3\np0\t3\np1\t1\np2\t2\n");
        assertThat(LfwPeople.read(file).restrict(data)).isEqualTo(data);
    }

    @Test
    void namesThatTheFormatHasNoPlaceForAreRefused() {
        List<Picture> pictures = List.of(new Albums.Drawn("x/0", 1));
        for (String name : List.of("ann\tlee", "ann\nlee", " ")) {
            FaceDataset data = new FaceDataset("drawn", List.of(new Identity(name, pictures)));
            assertThatThrownBy(() -> LfwPeople.write(data, folder.resolve("people.txt")))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("rename the folder");
        }
        assertThat(folder.resolve("people.txt")).doesNotExist();
    }

    private void refused(String text, int line, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(LikenessException.class)
                .hasMessage("%s, line %d: %s", folder.resolve("people.txt"), line, reason);
    }

    private LfwPeople read(String text) {
        return LfwPeople.read(Albums.write(folder.resolve("people.txt"), text.getBytes(StandardCharsets.UTF_8)));
    }
}
