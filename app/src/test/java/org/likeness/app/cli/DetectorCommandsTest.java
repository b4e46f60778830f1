package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.recognition.PictureSource;
import tools.jackson.databind.JsonNode;

class DetectorCommandsTest {
    @TempDir
    private Path folder;

    private Path encoder;
    private Path detector;
    private Path ann;
    private Path both;
    private Path nobody;
    private Path gallery;

    @BeforeEach
    void drawPictures() {
        encoder = Samples.encoder(folder, 1, FivePointTemplate.arcFace(32));
        detector = SampleDetector.write(folder.resolve("yunet.onnx"));
        ann = SampleDetector.picture(folder.resolve("ann.png"), 2, 27);
        both = SampleDetector.picture(folder.resolve("both.png"), 2, 9, 45);
        nobody = SampleDetector.picture(folder.resolve("nobody.png"), 2);
        gallery = folder.resolve("staff.db");
    }

    @Test
    void aFaceIsFoundWhereverItStands() {
        Path elsewhere = SampleDetector.picture(folder.resolve("elsewhere.png"), 2, 45);
        assertThat(CommandRun.of("verify", encoder, "--detector", detector, ann, elsewhere)
                        .assertDone()
                        .out())
                .startsWith("one person: distance 0.0000");
        assertThat(CommandRun.of("verify", encoder, ann, elsewhere, "--json")
                        .assertDone()
                        .json()
                        .at("/distance")
                        .asDouble())
                .as("without a detector the whole pictures are compared")
                .isPositive();
    }

    @Test
    void aFileThatNobodyVouchesForIsUsedOnlyOnceItIsTakenIn() throws IOException {
        Path foreign = SampleDetector.writeForeign(folder.resolve("found.onnx"));
        String sha256 = Sha256.of(foreign);
        CommandRun.of("verify", encoder, "--detector", foreign, ann, ann)
                .assertMistake("found.onnx (sha256 " + sha256 + ") is not in the catalog", "--task detector --out");
        Path taken = folder.resolve("taken.onnx");
        CommandRun.of("models", "import", foreign, "--task", "landmarks", "--out", taken)
                .assertMistake("a landmark network takes a gray square");
        CommandRun.of("models", "import", encoder, "--task", "detector", "--out", taken)
                .assertMistake("not a supported detector", "expected are YuNet's");
        CommandRun.of("models", "import", foreign, "--task", "sorter", "--out", taken)
                .assertMistake("--task sorter: encoder, detector or landmarks is expected");
        assertThat(taken).doesNotExist();
        assertThat(CommandRun.of(
                                "models",
                                "import",
                                foreign,
                                "--task",
                                "detector",
                                "--license",
                                "MIT",
                                "--origin",
                                "a friend",
                                "--out",
                                taken)
                        .assertDone()
                        .out())
                .contains(sha256, "MIT", "a friend");
        assertThat(Arrays.mismatch(Files.readAllBytes(foreign), Files.readAllBytes(taken)))
                .as("the file's own bytes stay as they are")
                .isEqualTo((int) Files.size(foreign));
        CommandRun.of("verify", encoder, "--detector", taken, ann, ann).assertDone();
        JsonNode facts =
                CommandRun.of("models", "inspect", taken, "--json").assertDone().json();
        assertThat(facts.at("/task").asString()).isEqualTo("detector");
        assertThat(facts.at("/detector").asString()).isEqualTo("yunet");
        assertThat(facts.at("/license").asString()).isEqualTo("MIT");
        assertThat(facts.at("/importedSha256").asString()).isEqualTo(sha256);
        CommandRun.of("models", "import", taken, "--task", "detector", "--out", folder.resolve("again.onnx"))
                .assertMistake("taken.onnx has been imported already");
        CommandRun.of("verify", taken, ann, ann).assertMistake("has no encoder specification");
        assertThat(CommandRun.of("models", "inspect", foreign).assertDone().out())
                .contains(sha256, "input [1, 3, -1, -1]", "warning", "has no specification");
    }

    @Test
    void aLibraryUserHandsPhotographsIn() {
        Path elsewhere = SampleDetector.picture(folder.resolve("elsewhere.png"), 2, 45);
        try (FaceRecognizer recognizer =
                FaceRecognizer.builder(encoder).detector(detector).build()) {
            assertThat(recognizer
                            .verify(PictureSource.of(ann), PictureSource.of(elsewhere), 1)
                            .distance())
                    .isCloseTo(0, within(1e-6));
            assertThatThrownBy(() -> recognizer.embed(PictureSource.of(nobody)))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("nobody.png: no face was found");
        }
        assertThatThrownBy(() -> FaceRecognizer.builder(Samples.encoder(folder, 2))
                        .detector(detector)
                        .build())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("has no template");
    }

    @Test
    void aPublishedDetectorIsNamedAndMustHaveBeenFetched() {
        CommandRun.of("verify", encoder, "--detector", "yunet", "--models", folder, ann, ann)
                .assertMistake("yunet has not been downloaded: likeness models pull yunet");
        CommandRun.of("verify", encoder, "--detector", "dlib", "--models", folder, ann, ann)
                .assertMistake("dlib has no detector");
        CommandRun.of("verify", encoder, "--detector", "nothing", ann, ann)
                .assertMistake("nothing: neither a file nor a published model");
    }

    @Test
    void facesTooSmallForTheDetectorAreFoundAtALargerSizeAndInTiles() {
        Path large = SampleDetector.enlarged(folder.resolve("large.png"), ann, 2000);
        CommandRun.of("verify", encoder, "--detector", detector, large, large)
                .assertMistake("large.png: no face was found");
        CommandRun.of("verify", encoder, "--detector", detector, "--detection-size", 2000, large, large)
                .assertDone();
        CommandRun.of("verify", encoder, "--detector", detector, "--tile", 500, large, large)
                .assertDone();
        CommandRun.of("verify", encoder, "--detector", detector, "--tile", 10, large, large)
                .assertMistake("--tile 10: it must lie in [64, 16384]");
        CommandRun.of("verify", encoder, "--detector", detector, "--detection-size", 5000, large, large)
                .assertMistake("--detection-size 5000: it must lie in [64, 4096]");
        CommandRun.of("verify", encoder, "--tile", 500, ann, ann).assertMistake("--tile require --detector");
    }

    @Test
    void everyFaceOfAPictureGetsAnAnswer() {
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--detector", detector, "ann", ann)
                .assertDone();
        JsonNode all = CommandRun.of(
                        "identify", encoder, "--gallery", gallery, "--detector", detector, "--all", both, "--json")
                .assertDone()
                .json();
        assertThat(all.at("/faces").size()).isEqualTo(2);
        assertThat(all.at("/faces/0/nearest/person").asString()).isEqualTo("ann");
        assertThat(all.at("/faces/1/used/face/score").asDouble()).isCloseTo(1, within(0.01));
        assertThat(all.at("/faces/1/used/face/eyeDistance").asDouble()).isCloseTo(4, within(0.01));
        CommandRun one = CommandRun.of("identify", encoder, "--gallery", gallery, "--detector", detector, both);
        assertThat(one.assertDone().out().lines().filter(line -> line.contains("both.png")))
                .hasSize(1);
        assertThat(one.err()).contains("both.png: 2 faces were found; the largest, 8×8 pixels at (");
    }

    @Test
    void everyFaceOfAPictureGetsARowAndAFile() throws IOException {
        Path rows = folder.resolve("faces.csv");
        CommandRun embedded = CommandRun.of(
                "embed", encoder, "--detector", detector, "--all", ann, both, nobody, "--out", rows, "--json");
        assertThat(embedded.assertDone().json().at("/embeddingCount").asInt()).isEqualTo(3);
        assertThat(embedded.json().at("/failures").size()).isEqualTo(1);
        assertThat(Files.readAllLines(rows)).hasSize(4).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("picture,left,top,width,height,score,eyeDistance,sharpness,yaw");
            assertThat(lines.get(2)).startsWith('"' + both.toString() + "\",");
            assertThat(lines.get(3)).startsWith('"' + both.toString() + "\",");
        });
        CommandRun.of("embed", encoder, "--all", ann, "--out", rows).assertMistake("--all requires --detector");
        CommandRun.of("embed", encoder, "--detector", detector, "--all", "--faces", "center", ann, "--out", rows)
                .assertMistake("give either --all or --faces, not both");

        Path photos = folder.resolve("photos");
        SampleDetector.picture(photos.resolve("1.png"), 2, 9, 45);
        SampleDetector.picture(photos.resolve("trip/2.png"), 3, 27);
        SampleDetector.picture(photos.resolve("trip/3.png"), 3);
        Path faces = folder.resolve("faces");
        CommandRun aligned = CommandRun.of(
                "data", "align", "--data", photos, "--detector", detector, "--all", "--out", faces, "--json");
        assertThat(aligned.assertDone().json().at("/pictureCount").asInt()).isEqualTo(3);
        assertThat(aligned.json().at("/peopleCount").isNull()).isTrue();
        assertThat(aligned.json().at("/failures/0/picture").asString()).isEqualTo("trip/3.png");
        List<String> table = Files.readAllLines(faces.resolve("faces.csv"));
        assertThat(table.get(0))
                .isEqualTo("file,picture,left,top,width,height,score,eyeDistance,sharpness,yaw,pitch,roll");
        assertThat(table.subList(1, 4))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("\"1-1.png\",\"1.png\","),
                        line -> assertThat(line).startsWith("\"1-2.png\",\"1.png\","),
                        line -> assertThat(line).startsWith("\"trip/2-1.png\",\"trip/2.png\",24.0000,24.0000,8.0"));
        assertThat(ImageDecoder.decode(faces.resolve("trip/2-1.png")).width()).isEqualTo(112);
    }

    @Test
    void nobodyIsEnrolledWithOneOfSeveralFacesUnlessItIsSaidWhich() {
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--detector", detector, "ann", ann)
                .assertDone();
        CommandRun group = CommandRun.of(
                        "enroll", encoder, "--gallery", gallery, "--detector", detector, "bo", ann, both, "--json")
                .assertDone();
        assertThat(group.json().at("/enrolledCount").asInt()).isEqualTo(1);
        assertThat(group.json().at("/failures/0/reason").asString()).startsWith("2 faces were found: crop the picture");
        CommandRun none = CommandRun.of("enroll", encoder, "--gallery", gallery, "--detector", detector, "cy", both);
        assertThat(none.code()).isEqualTo(2);
        CommandRun said = CommandRun.of(
                        "enroll",
                        encoder,
                        "--gallery",
                        gallery,
                        "--detector",
                        detector,
                        "--faces",
                        "largest",
                        "cy",
                        both)
                .assertDone();
        assertThat(said.err()).contains("both.png: 2 faces were found; the largest, 8×8 pixels at (");
        CommandRun verified = CommandRun.of("verify", encoder, "--detector", detector, ann, both, "--json")
                .assertDone();
        assertThat(verified.err()).contains("both.png: 2 faces were found");
        assertThat(verified.json().at("/first/faceCount").asInt()).isEqualTo(1);
        assertThat(verified.json().at("/second/faceCount").asInt()).isEqualTo(2);
        CommandRun embedded = CommandRun.of(
                        "embed", encoder, "--detector", detector, ann, both, "--out", folder.resolve("faces.csv"))
                .assertDone();
        assertThat(embedded.out()).contains("2 embeddings", "1 pictures contain several faces; the largest was used");
    }

    @Test
    void aGalleryKeepsToTheWayInWhichItsFacesWereTaken() {
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--detector", detector, "ann", ann)
                .assertDone();
        CommandRun.of("identify", encoder, "--gallery", gallery, ann)
                .assertMistake("contains faces detected by yunet.onnx (", "--detector");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "bo", ann)
                .assertMistake("give that detector with --detector");
        CommandRun.of("identify", encoder, "--gallery", gallery, "--detector", detector, "--mirror", ann)
                .assertMistake("faces alone", "omit --mirror");
        assertThat(CommandRun.of("gallery", "list", "--gallery", gallery)
                        .assertDone()
                        .out())
                .contains("faces found by yunet.onnx (");
        Path other = folder.resolve("again.onnx");
        CommandRun.of(
                        "models",
                        "import",
                        SampleDetector.writeForeign(folder.resolve("same.onnx")),
                        "--task",
                        "detector",
                        "--license",
                        "another",
                        "--out",
                        other)
                .assertDone();
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, "--detector", other, ann)
                        .assertDone()
                        .err())
                .contains("these are detected by again.onnx (");
        Path cut = folder.resolve("cut.db");
        Path face = Samples.picture(folder.resolve("face.png"), 1, 0);
        CommandRun enrolled = CommandRun.of("enroll", encoder, "--gallery", cut, "ann", face, face);
        assertThat(enrolled.assertDone().err().lines().filter(line -> line.contains("to detect and align faces")))
                .as("said once for two pictures of 40×40 pixels")
                .hasSize(1);
        CommandRun.of("identify", encoder, "--gallery", cut, "--detector", detector, ann)
                .assertMistake("aligned faces", "omit --detector");
    }

    @Test
    void failuresToAcquireAreNamedCountedAndNotDropped() throws IOException {
        Path out = folder.resolve("faces.csv");
        CommandRun embedded =
                CommandRun.of("embed", encoder, "--detector", detector, ann, nobody, "--out", out, "--json");
        assertThat(embedded.assertDone().json().at("/embeddingCount").asInt()).isEqualTo(1);
        assertThat(embedded.json().at("/failures/0/picture").asString()).isEqualTo(nobody.toString());
        assertThat(embedded.err()).contains("nobody.png: no face was found in its 256×256 pixels; skipped (1 of 2");
        CommandRun.of("verify", encoder, "--detector", detector, ann, nobody)
                .assertMistake("nobody.png: no face was found");
        CommandRun enrolled =
                CommandRun.of("enroll", encoder, "--gallery", gallery, "--detector", detector, "bo", nobody);
        assertThat(enrolled.code()).isEqualTo(2);
        assertThat(enrolled.err()).contains("no usable face was found in 1 pictures: no one was enrolled");

        people(folder.resolve("people"), 4, 3);
        SampleDetector.picture(folder.resolve("people/person-0/0.png"), 1); // to be enrolled
        SampleDetector.picture(folder.resolve("people/person-1/1.png"), 1);
        JsonNode measured = CommandRun.of(
                        "evaluate",
                        encoder,
                        "--data",
                        folder.resolve("people"),
                        "--generated",
                        "10",
                        "--detector",
                        detector,
                        "--json")
                .assertDone()
                .json();
        assertThat(measured.at("/failureToAcquire/count").asInt()).isEqualTo(2);
        assertThat(measured.at("/failureToAcquire/trialCount").asInt()).isEqualTo(12);
        assertThat(measured.at("/result/verification/failureCount").asInt()).isPositive();
        assertThat(measured.at("/result/identification/enrolledCount").asInt()).isEqualTo(1);
        assertThat(measured.at("/result/identification/falseNegatives/trialCount")
                        .asInt())
                .isEqualTo(4);
        assertThat(measured.at("/result/identification/falseNegatives/count").asInt())
                .isGreaterThanOrEqualTo(2);
        assertThat(CommandRun.of(
                                "evaluate",
                                encoder,
                                "--data",
                                folder.resolve("people"),
                                "--generated",
                                "10",
                                "--detector",
                                detector)
                        .out())
                .contains("Failure to acquire: 16.67 % (2 of 12) pictures");
    }

    @Test
    void alignedFacesAreADataSet() {
        Path photos = people(folder.resolve("photos"), 2, 2);
        SampleDetector.picture(photos.resolve("person-1/9.png"), 1);
        Path faces = folder.resolve("faces");
        JsonNode answer = CommandRun.of(
                        "data",
                        "align",
                        "--data",
                        photos,
                        "--detector",
                        detector,
                        "--size",
                        "48",
                        "--out",
                        faces,
                        "--json")
                .assertDone()
                .json();
        assertThat(answer.at("/peopleCount").asInt()).isEqualTo(2);
        assertThat(answer.at("/pictureCount").asInt()).isEqualTo(4);
        assertThat(answer.at("/failures").size()).isEqualTo(1);
        assertThat(answer.at("/failures/0/picture").asString()).isEqualTo("person-1/9.png");
        FaceDataset written = FolderDataset.read(faces);
        assertThat(written.pictureCount()).isEqualTo(4);
        assertThat(written.identities().get(0).pictures().get(0).decode().width())
                .isEqualTo(48);
        CommandRun.of("data", "align", "--data", photos, "--detector", detector, "--out", faces)
                .assertMistake("faces contains files");
    }

    /** It stops because one face would need a folder of the name of another one's file. */
    @Test
    void anAlignmentThatWasStoppedGoesOnWithTheSameSettings() throws IOException {
        Path photos = people(folder.resolve("photos"), 2, 2);
        Path faces = folder.resolve("faces");
        Path conflict = photos.resolve("person-1/1.png.png");
        SampleDetector.picture(conflict.resolve("1.png"), 2, 9);
        Files.move(photos.resolve("person-1/1.png"), photos.resolve("person-1/1.png.jpg"));
        Object[] align = {
            "data", "align", "--data", photos, "--detector", detector, "--size", "48", "--threads", "1", "--out", faces
        };
        assertThat(CommandRun.of(align).code()).isEqualTo(2);
        Path first = faces.resolve("person-0/0.png");
        FileTime made = Files.getLastModifiedTime(first);
        CommandRun.of(align).assertMistake("faces contains files");
        CommandRun.of(CommandRun.words(align, "--resume", "--border", "edge"))
                .assertMistake("was begun with --border black, not edge: give the same options");
        Files.delete(conflict.resolve("1.png"));
        Files.delete(conflict);
        JsonNode answer = CommandRun.of(CommandRun.words(align, "--resume", "--json"))
                .assertDone()
                .json();
        assertThat(answer.at("/pictureCount").asInt()).isEqualTo(4);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(made);
        assertThat(FolderDataset.read(faces).pictureCount()).isEqualTo(4);
        CommandRun.of(CommandRun.words(align, "--resume")).assertMistake("contains no alignment that was stopped");
    }

    @Test
    void anEncoderTrainedOnAlignedFacesNeedsTheTemplate() {
        Path trained = Samples.encoder(folder, 2);
        CommandRun.of("verify", trained, "--detector", detector, ann, ann).assertMistake("--template arcface");
        CommandRun.of("verify", trained, "--detector", detector, "--template", "arcface", ann, ann)
                .assertDone();
        CommandRun.of("verify", encoder, "--detector", detector, "--template", "arcface", ann, ann)
                .assertMistake("omit --template");
    }

    @Test
    void optionsThatContradictEachOtherAreSaid() {
        CommandRun.of("verify", encoder, "--faces", "center", ann, ann).assertMistake("require --detector");
        CommandRun.of("verify", encoder, "--detector", detector, "--faces", "all", ann, ann)
                .assertMistake("largest or center");
        CommandRun.of("verify", encoder, "--detector", encoder, ann, ann).assertMistake("is not in the catalog");
        CommandRun.of("verify", encoder, "--detector", detector, "--landmarks", detector, ann, ann)
                .assertMistake("yunet.onnx is not a landmark network: its task is detector");
        CommandRun.of("identify", encoder, "--gallery", encoder, "--all", ann).assertMistake("--all requires");
        CommandRun.of("data", "align", "--data", folder, "--out", folder.resolve("new"))
                .assertMistake("--detector is missing");
        Path people = people(folder.resolve("people"), 4, 2);
        CommandRun.of("evaluate", encoder, "--data", people, "--detector", detector, "--crop", "0.5,0.5,1,1")
                .assertMistake("either --crop or --detector");
    }

    private static Path people(Path root, int people, int pictures) {
        for (int person = 0; person < people; person++) {
            for (int number = 0; number < pictures; number++) {
                SampleDetector.picture(
                        root.resolve("person-" + person).resolve(number + ".png"), person + 1, 9 + 9 * number);
            }
        }
        return root;
    }
}
