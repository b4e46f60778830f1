package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.server.TestFaces.photograph;
import static org.likeness.server.TestFaces.picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The faces of pictures, grouped by person. */
class ClusterTest {
    private static final String STAFF = "/v1/galleries/staff";

    @TempDir
    private Path folder;

    /** The pictures of each group, by number. */
    private static List<List<Integer>> pictures(JsonNode answer) {
        List<List<Integer>> groups = new ArrayList<>();
        for (JsonNode group : answer.at("/groups")) {
            List<Integer> numbers = new ArrayList<>();
            group.at("/faces")
                    .forEach(face -> numbers.add(face.at("/pictureNumber").asInt()));
            groups.add(numbers.stream().sorted().toList());
        }
        return groups;
    }

    @Test
    void facesOfOnePersonAreOneGroup() {
        try (TestService service = TestService.startForPhotographs(folder)) {
            service.form(STAFF + "/people?review=off", Optional.of("{\"person\": \"Two\"}"), photograph(2))
                    .is(201);
            JsonNode answer = service.form(
                            STAFF + "/cluster", photograph(1, 2), photograph(3), photograph(2, 1), new byte[] {1, 2, 3})
                    .is(200)
                    .json();
            assertThat(pictures(answer)).containsExactly(List.of(1, 3), List.of(1, 3), List.of(2));
            assertThat(answer.at("/threshold").asDouble())
                    .as("of a rate of 0.0001")
                    .isEqualTo(0.3);
            assertThat(answer.at("/groups/0/decision").asString()).isEqualTo("unknown");
            assertThat(answer.at("/groups/0/faces/0/used/face/box/width").asDouble())
                    .isEqualTo(TestFaces.SIDE);
            assertThat(answer.at("/groups/1/decision").asString()).isEqualTo("match");
            assertThat(answer.at("/groups/1/nearest/person").asString()).isEqualTo("Two");
            assertThat(answer.at("/groups/2/decision").asString()).isEqualTo("unknown");
            assertThat(answer.at("/failures/0/picture").asString()).isEqualTo("3.png");
            assertThat(service.get(STAFF).is(200).json().at("/faceCount").asInt())
                    .as("nothing is enrolled by that")
                    .isEqualTo(1);
            service.form(STAFF + "/cluster", new byte[] {1, 2, 3}).is(422);
        }
    }

    @Test
    void theThresholdDecidesWhatIsMerged() {
        try (TestService service = TestService.start(folder)) {
            byte[][] shown = {picture(1, 1), picture(1, 2), picture(2, 1)};
            assertThat(pictures(service.form(STAFF + "/cluster?threshold=4", shown)
                            .is(200)
                            .json()))
                    .containsExactly(List.of(1, 2, 3));
            assertThat(pictures(service.form(STAFF + "/cluster?threshold=0", shown)
                            .is(200)
                            .json()))
                    .containsExactly(List.of(1), List.of(2), List.of(3));
            assertThat(pictures(service.form(STAFF + "/cluster?fmr=0.01", shown)
                            .is(200)
                            .json()))
                    .containsExactly(List.of(1, 2), List.of(3));
            service.form(STAFF + "/cluster?fmr=0.01&threshold=1", shown).is(400);
        }
    }
}
