package org.likeness.core.evaluation.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.FixedEmbeddings;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.verification.ScoredPairs;

class TemplatesTest {
    private static final FaceDataset PEOPLE = new SyntheticPeople(1, 16).dataset(2, 3);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private static String name(int person, int picture) {
        return PEOPLE.identities().get(person).pictures().get(picture).name();
    }

    private static String list() {
        return "TEMPLATE_ID,SUBJECT_ID,MEDIA_ID,FILENAME\n"
                + "1,ann,7," + name(0, 0) + "\n1,ann,7," + name(0, 1) + "\n1,ann,8," + name(0, 2) + "\n"
                + "2,ann,9," + name(0, 2) + "\n3,bo,5," + name(1, 0) + "\n";
    }

    private Templates read(String templates, String matches) throws IOException {
        return Templates.read(
                Files.writeString(folder.resolve("templates.csv"), templates),
                Files.writeString(folder.resolve("matches.csv"), matches),
                PEOPLE);
    }

    @Test
    void aTemplateIsTheMeanOfItsMediaAndThoseOfTheirPictures() throws IOException {
        Templates templates = read(list(), "1,2\n1,3\n");
        assertThat(templates.pictures()).hasSize(4);
        assertThat(templates.people().first()).containsExactly(0, 0);
        assertThat(templates.people().second()).containsExactly(0, 1);
        float[][] rows = {{1, 0}, {0, 1}, {0, 1}, {-1, 0}};
        List<Picture> pictures = List.copyOf(templates.pictures());
        PictureEmbeddings embeddings = FixedEmbeddings.of(pictures, rows);
        ScoredPairs scored = templates.score(embeddings, Distance.SQUARED_EUCLIDEAN);
        // one film of (1,0) and (0,1), one photograph (0,1): ((0.7071, 0.7071) + (0, 1)) put back to length 1
        double x = 0.70710678;
        double y = 1.70710678;
        double length = Math.hypot(x, y);
        assertThat(scored.distances()[0]).isCloseTo(2 - 2 * y / length, within(1e-6));
        assertThat(scored.distances()[1]).isCloseTo(2 + 2 * x / length, within(1e-6));
        assertThat(scored.same()).containsExactly(true, false);
    }

    @Test
    void namesOfColumnsMayStandAboveTheMatches() throws IOException {
        assertThat(read(list(), "first,second\n1,2\n2,3\n").matches()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEMPLATE,SUBJECT_ID,FILENAME | 1,2 | line 1: the columns TEMPLATE_ID",
                "TEMPLATE_ID,SUBJECT_ID,FILENAME;1,ann,nothing.png | 1,2 | line 2: no picture nothing.png",
                "= | 1,9;1,3 | line 1: there is no template 9",
                "= | 1,2 | 1 matches of one subject and 0 of two",
                "= | 1 | line 1: two template ids",
            })
    void mistakesAreSaidWithTheirLine(String templates, String matches, String words) {
        assertThatThrownBy(() ->
                        read(templates.equals("=") ? list() : templates.replace(";", "\n"), matches.replace(";", "\n")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aSubjectThatChangesIsRefused() {
        assertThatThrownBy(() -> read(list() + "3,ann,5," + name(1, 1) + "\n", "1,2\n1,3\n"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("template 3 has subject bo in an earlier line");
    }
}
