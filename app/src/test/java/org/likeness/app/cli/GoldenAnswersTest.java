package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.importing.ForeignNetwork;
import org.likeness.core.image.FivePointTemplate;
import tools.jackson.databind.JsonNode;

/** Every command answers with {@code --json} as docs/formats/json.md shows. Those that train have their examples in their own tests. */
class GoldenAnswersTest {
    @TempDir
    private Path folder;

    private Path encoder;

    @BeforeEach
    void write() {
        encoder = Samples.encoder(folder, 1);
    }

    private static JsonNode answer(Object... words) {
        Object[] all = new Object[words.length + 1];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--json";
        return CommandRun.of(all).assertDone().json();
    }

    @Test
    void system() {
        Golden.accept(
                "system", // all but the names depend on the machine
                answer("system", "--models", folder.resolve("models")),
                folder,
                "/java",
                "/machine",
                "/search/kernel",
                "/search/graphVectorized",
                "/libraries/*/release",
                "/cuda",
                "/disks");
    }

    @Test
    void dataCommands() throws IOException {
        Path people = folder.resolve("people");
        Golden.accept(
                "data-synth",
                answer("data", "synth", "--out", people, "--people", 4, "--pictures", 2, "--size", 16),
                folder);
        Golden.accept(
                "data-split",
                answer("data", "split", "--data", people, "--held-back", 2, "--out", folder.resolve("lists")),
                folder);
        Golden.accept(
                "data-shard",
                answer("data", "shard", "--data", people, "--pictures", 4, "--out", folder.resolve("shards")),
                folder);
        Path photos = Samples.people(folder.resolve("photos"), 2, 2);
        Samples.picture(photos.resolve("person-1/copy.png"), 0, 0);
        Samples.unreadable(photos.resolve("person-2"));
        Files.writeString(photos.resolve("person-0/notes.txt"), "none of the pictures");
        Files.createDirectories(photos.resolve("@eaDir"));
        Golden.accept(
                "data-inspect",
                answer("data", "inspect", "--data", photos, "--sheet", folder.resolve("sheet.png")),
                folder);
    }

    @Test
    void dataAlign() {
        Path detector = SampleDetector.write(folder.resolve("yunet.onnx"));
        Path photos = folder.resolve("photos");
        SampleDetector.picture(photos.resolve("ann/1.png"), 2, 27);
        SampleDetector.picture(photos.resolve("ann/2.png"), 2);
        SampleDetector.picture(photos.resolve("bo/1.png"), 3, 9);
        Golden.accept(
                "data-align",
                answer(
                        "data",
                        "align",
                        "--data",
                        photos,
                        "--detector",
                        detector,
                        "--size",
                        32,
                        "--out",
                        folder.resolve("faces")),
                folder);
    }

    @Test
    void dataAudit() throws IOException {
        Path training = folder.resolve("training");
        Path test = folder.resolve("test");
        for (int person = 0; person < 12; person++) {
            Path set = person < 10 ? training : test;
            for (int number = 0; number < 6; number++) {
                Samples.picture(set.resolve("person-" + person).resolve(number + ".png"), person, number);
            }
        }
        Files.createDirectories(test.resolve("person-0"));
        Files.copy(training.resolve("person-0/1.png"), test.resolve("person-0/1.png"));
        Samples.picture(training.resolve("person-1/wrong.png"), 7, 9);
        for (int number = 0; number < 6; number++) {
            Samples.picture(training.resolve("alias").resolve(number + ".png"), 4, 7 + number);
        }
        Samples.unreadable(test.resolve("person-10"));
        Golden.accept(
                "data-audit",
                answer(
                        "data",
                        "audit",
                        "--data",
                        training,
                        "--against",
                        test,
                        "--encoder",
                        encoder,
                        "--false-share",
                        0.9,
                        "--out",
                        folder.resolve("audit")),
                folder);
    }

    @Test
    void models() throws IOException {
        Path none = folder.resolve("models");
        Golden.accept("models-list", answer("models", "list", "--models", none), folder);
        Golden.accept("models-inspect-encoder", answer("models", "inspect", encoder), folder);
        Golden.accept("models-inspect-architecture", answer("models", "inspect", "small-residual"), folder);
        Golden.accept("models-inspect-published", answer("models", "inspect", "faceplugin", "--models", none), folder);
        Path foreign = Files.write(folder.resolve("net.onnx"), ForeignNetwork.ofOnePicture());
        Golden.accept("models-inspect-foreign", answer("models", "inspect", foreign), folder);
        Path imported = folder.resolve("imported.onnx");
        Golden.accept(
                "models-import",
                answer(
                        "models",
                        "import",
                        foreign,
                        "--colors",
                        "rgb",
                        "--mean",
                        127.5,
                        "--divisor",
                        128,
                        "--crop",
                        "0.5,0.5,1,1",
                        "--license",
                        "MIT",
                        "--out",
                        imported),
                folder,
                "/selfTest/batchDifference",
                "/selfTest/engineDifference");
        Path detector = SampleDetector.writeForeign(folder.resolve("detector.onnx"));
        Golden.accept(
                "models-import-detector",
                answer(
                        "models",
                        "import",
                        detector,
                        "--task",
                        "detector",
                        "--license",
                        "MIT",
                        "--out",
                        folder.resolve("yunet.onnx")),
                folder);
        Golden.accept(
                "models-fuse",
                answer("models", "fuse", encoder, "--out", folder.resolve("serving.onnx")),
                folder,
                "/difference");
    }

    @Test
    void recognition() {
        Path aligning = Samples.encoder(folder, 1, FivePointTemplate.arcFace(32));
        Path detector = SampleDetector.write(folder.resolve("yunet.onnx"));
        Path ann = SampleDetector.picture(folder.resolve("ann.png"), 2, 27);
        Path both = SampleDetector.picture(folder.resolve("both.png"), 3, 9, 45);
        Path nobody = SampleDetector.picture(folder.resolve("nobody.png"), 2);
        Path gallery = folder.resolve("staff.db");
        Golden.accept(
                "embed",
                answer("embed", aligning, "--detector", detector, ann, both, nobody, "--out", folder.resolve("a.csv")),
                folder);
        Golden.accept(
                "cluster",
                answer(
                        "cluster",
                        aligning,
                        "--detector",
                        detector,
                        ann,
                        both,
                        nobody,
                        "--threshold",
                        "0.00001",
                        "--out",
                        folder.resolve("people")),
                folder);
        Golden.accept("verify", answer("verify", aligning, "--detector", detector, "--fmr", 0.01, ann, both), folder);
        Golden.accept(
                "enroll",
                answer("enroll", aligning, "--gallery", gallery, "--detector", detector, "ann", ann, nobody),
                folder);
        Golden.accept("gallery-list", answer("gallery", "list", "--gallery", gallery), folder, "/people/*/created");
        Golden.accept(
                "identify",
                answer(
                        "identify",
                        aligning,
                        "--gallery",
                        gallery,
                        "--detector",
                        detector,
                        "--all",
                        "--fmr",
                        0.01,
                        ann,
                        both,
                        nobody),
                folder);
        Golden.accept("gallery-stats", answer("gallery", "stats", "--gallery", gallery), folder, "/size");
        Golden.accept("gallery-check", answer("gallery", "check", "--gallery", gallery), folder);
        Golden.accept(
                "gallery-backup",
                answer("gallery", "backup", "--gallery", gallery, folder.resolve("monday.db")),
                folder);
        Golden.accept("people-similar", answer("people", "similar", "--gallery", gallery, "ann"), folder);
        Golden.accept(
                "people-verify",
                answer("people", "verify", aligning, "--detector", detector, "--gallery", gallery, "ann", ann),
                folder);
        Golden.accept("gallery-spaces", answer("gallery", "spaces", "--gallery", gallery), folder);
        Golden.accept(
                "gallery-migrate",
                answer(
                        "gallery",
                        "migrate",
                        Samples.encoder(folder, 7, FivePointTemplate.arcFace(32)),
                        "--gallery",
                        gallery,
                        "--leave"),
                folder);
        answer("gallery", "switch", "--gallery", gallery);
        Golden.accept("gallery-key", answer("gallery", "key", folder.resolve("staff.key")), folder);
        Golden.accept(
                "people-edit",
                answer("people", "edit", "--gallery", gallery, "ann", "--name", "Anna", "--external-id", "E-204"),
                folder,
                "/enrolledPerson/created",
                "/faces/*/enrolled");
        Golden.accept("gallery-history", answer("gallery", "history", "--gallery", gallery), folder, "/events/*/time");
        answer("gallery", "undo", "--gallery", gallery);
        Golden.accept("forget", answer("forget", "--gallery", gallery, "ann"), folder);
    }

    /** The line for people is the same as without a document. */
    @Test
    void problem() {
        Object[] words = {"identify", encoder, "--gallery", folder.resolve("staff.db"), "door.png", "--json"};
        CommandRun run = CommandRun.of(words);
        assertThat(run.code()).isEqualTo(2);
        Golden.accept("problem", run.json(), folder);
        CommandRun plain = CommandRun.of(Arrays.copyOf(words, words.length - 1));
        plain.assertMistake("no such gallery");
        assertThat(run.err()).isEqualTo(plain.err());
        assertThat(run.json().at("/detail").asString()).isEqualTo(run.err().strip());
        CommandRun mistyped = CommandRun.of("verify", encoder, "--josn", "--json");
        assertThat(mistyped.code()).isEqualTo(2);
        assertThat(mistyped.json().at("/code").asString()).isEqualTo("invalid");
        assertThat(mistyped.json().at("/detail").asString())
                .isEqualTo(mistyped.err().strip());
    }

    @Test
    void verifyWithoutADetector() {
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        Golden.accept("verify-aligned", answer("verify", encoder, ann, ann), folder);
    }

    @Test
    void calibrate() {
        Path people = Samples.people(folder.resolve("people"), 10, 3);
        Path others = Samples.people(folder.resolve("others"), 9, 3);
        Golden.accept(
                "calibrate",
                answer(
                        "calibrate",
                        encoder,
                        "--data",
                        people,
                        "--against",
                        others,
                        "--fmr",
                        "0.2,0.1",
                        "--draws",
                        40,
                        "--out",
                        folder.resolve("calibrated.onnx")),
                folder,
                "/calibration/likelihoodRatio");
    }

    @Test
    void evaluatePairs() throws IOException {
        Path people = Samples.people(folder.resolve("people"), 12, 4);
        StringBuilder groups = new StringBuilder("person,half,alone\n");
        for (int i = 0; i < 12; i++) {
            groups.append(String.format(
                    Locale.ROOT, "person-%d,%s,%s\n", i, i < 6 ? "first" : "second", i == 3 ? "yes" : ""));
        }
        Golden.accept(
                "evaluate-pairs",
                answer(
                        "evaluate",
                        encoder,
                        "--data",
                        people,
                        "--generated",
                        60,
                        "--fmr",
                        0.5,
                        "--draws",
                        40,
                        "--against",
                        Samples.encoder(folder.resolve("other"), 2),
                        "--bytes",
                        "--groups",
                        Files.writeString(folder.resolve("groups.csv"), groups)),
                folder);
    }

    @Test
    void evaluateProtocols() throws IOException {
        Path people = Samples.people(folder.resolve("people"), 12, 4);
        for (String protocol : new String[] {"retrieval", "clustering", "open-set"}) {
            Golden.accept(
                    "evaluate-" + protocol,
                    answer("evaluate", encoder, "--data", people, "--protocol", protocol),
                    folder);
        }
        Path trials = Files.writeString(folder.resolve("n-way.yaml"), "kind: n-way\nways: 5\ntrials: 50\n");
        Golden.accept("evaluate-n-way", answer("evaluate", encoder, "--data", people, "--protocol", trials), folder);
        Files.writeString(
                folder.resolve("templates.csv"),
                "TEMPLATE_ID,SUBJECT_ID,FILENAME\n1,a,person-0/0.png\n2,a,person-0/1.png\n3,b,person-1/0.png\n4,b,person-1/1.png\n");
        Files.writeString(folder.resolve("matches.csv"), "1,2\n3,4\n1,3\n2,4\n");
        Path file = Files.writeString(
                folder.resolve("ijb.yaml"), "kind: templates\ntemplates: templates.csv\npairs: matches.csv\n");
        Golden.accept("evaluate-templates", answer("evaluate", encoder, "--data", people, "--protocol", file), folder);
    }
}
