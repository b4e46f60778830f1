package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FivePointTemplate;
import tools.jackson.databind.JsonNode;

/** A gallery comes to another encoder, and back, from the command line. */
class MigrationCommandsTest {
    private static final List<OperatingPoint> RATES = List.of(
            new OperatingPoint(0.01, 0.05, 0.005, 0.02, 0.2), new OperatingPoint(0.001, 0.02, 0.0005, 0.002, 0.3));

    @TempDir
    private Path folder;

    private Path first;
    private Path second;
    private Path gallery;

    @BeforeEach
    void encoders() {
        first = Samples.encoder(folder, 1, CropFraction.WHOLE, RATES);
        second = Samples.encoder(folder, 2, CropFraction.WHOLE, RATES);
        gallery = folder.resolve("staff.db");
    }

    private Path picture(String person, int number) {
        return Samples.picture(folder.resolve(person + ".png"), number, 0);
    }

    private void enroll(Path encoder, String person, int number, Object... options) {
        run(options, "enroll", encoder, "--gallery", gallery, person, picture(person, number))
                .assertDone();
    }

    private CommandRun identify(Path encoder, Path picture, Object... options) {
        return run(options, "identify", encoder, "--gallery", gallery, picture);
    }

    private CommandRun gallery(String command, Object... options) {
        return run(options, "gallery", command, "--gallery", gallery);
    }

    private static CommandRun run(Object[] options, Object... words) {
        return CommandRun.of(CommandRun.words(words, options));
    }

    @Test
    void keptFacesAreEmbeddedAgainAndTheWayBackIsOneCommand() {
        enroll(first, "ann", 1, "--keep-crops");
        enroll(first, "bo", 6, "--keep-crops");
        JsonNode migrated = gallery("migrate", second, "--json").assertDone().json();
        assertThat(migrated.at("/embeddedCount").asInt()).isEqualTo(2);
        assertThat(migrated.at("/leftBehindCount").asInt()).isZero();
        assertThat(identify(second, picture("ann", 1)).assertDone().out()).contains("ann, distance 0.0000");
        identify(first, picture("ann", 1)).assertMistake("use that encoder");

        assertThat(gallery("switch").assertDone().out()).contains("now uses encoder", "* ");
        assertThat(identify(first, picture("bo", 6)).assertDone().out()).contains("bo, distance 0.0000");
        gallery("switch").assertDone();
        JsonNode spaces = gallery("spaces", "--json").assertDone().json().at("/spaces");
        String former = spaces.at("/0/space").asString();
        assertThat(spaces.at("/1/isCurrent").asBoolean()).isTrue();
        gallery("drop", spaces.at("/1/space").asString()).assertMistake("is the one that");
        assertThat(gallery("drop", former.substring(0, 8)).assertDone().out())
                .contains("erased 2 embeddings of encoder " + former.substring(0, 8));
        gallery("switch").assertMistake("nothing to switch to");
        assertThat(gallery("check").assertDone().out()).contains("is sound");
    }

    @Test
    void whoHasNoPictureIsNamedAndIsFoundWithTheFormerEncoderUntilEnrolledAgain() {
        enroll(first, "ann", 1, "--keep-crops");
        enroll(first, "bo", 6);
        gallery("migrate", second)
                .assertMistake(
                        "1 people would be left behind",
                        "face 2 of person #2",
                        "bo.png: no picture of it is there",
                        "--leave");
        assertThat(identify(first, picture("bo", 6)).assertDone().out()).contains("bo, distance 0.0000");

        assertThat(gallery("migrate", second, "--leave").assertDone().out()).contains("1 people are left behind");
        assertThat(identify(second, picture("bo", 6)).assertDone().out()).doesNotContain("bo, distance");
        CommandRun both = identify(second, folder, "--former", first);
        assertThat(both.assertDone().out())
                .contains("ann, distance 0.0000", "bo, distance 0.0000", "people who were left with encoder");
        JsonNode document = identify(second, picture("bo", 6), "--former", first, "--json")
                .assertDone()
                .json();
        assertThat(document.at("/faces/0/nearest/space").asString())
                .isEqualTo(document.at("/formerSpaces/0/space").asString())
                .isNotEqualTo(document.at("/space").asString());

        assertThat(run(new Object[0], "enroll", second, "--gallery", gallery, "bo", picture("bo", 6))
                        .assertDone()
                        .out())
                .as("enrolled again, with the same picture")
                .contains("enrolled 1 pictures", "contains 2 people");
        assertThat(identify(second, picture("bo", 6)).assertDone().out()).contains("bo, distance 0.0000");
        gallery("undo").assertDone();

        assertThat(gallery("migrate", second, "--pictures", folder).assertDone().out())
                .contains("embedded 1 faces");
        assertThat(identify(second, picture("bo", 6)).assertDone().out()).contains("bo, distance 0.0000");
        identify(second, picture("bo", 6), "--former", Samples.encoder(folder, 3, CropFraction.WHOLE, RATES))
                .assertMistake("has no embeddings of encoder");
    }

    @Test
    void facesThatADetectorFoundAreAlignedForTheNewTemplate() {
        Path detector = SampleDetector.write(folder.resolve("yunet.onnx"));
        Path wide = Samples.encoder(folder, 4, FivePointTemplate.arcFace(32), RATES);
        Path narrow = Samples.encoder(folder, 5, FivePointTemplate.arcFace(32).scaled(0.9), RATES);
        Path ann = SampleDetector.picture(folder.resolve("ann.png"), 2, 27);
        CommandRun.of("enroll", wide, "--gallery", gallery, "--detector", detector, "--keep-crops", "ann", ann)
                .assertDone();
        gallery("migrate", narrow).assertDone();
        assertThat(CommandRun.of("identify", narrow, "--gallery", gallery, "--detector", detector, ann)
                        .assertDone()
                        .out())
                .contains("ann, distance 0.0");
        Path plain = Samples.encoder(folder, 6, CropFraction.WHOLE, RATES);
        gallery("migrate", plain).assertMistake("has no template to align them to");
    }
}
