package org.likeness.app.wire;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.api.Answer;
import org.likeness.api.CountedRate;
import org.likeness.api.WireJson;
import org.likeness.api.evaluation.EvaluateAnswer;
import org.likeness.api.model.PullAnswer;
import org.likeness.app.cli.Golden;
import org.likeness.core.audit.Audit;
import org.likeness.core.audit.AuditedPerson;
import org.likeness.core.audit.AuditedPicture;
import org.likeness.core.audit.AuditedSets;
import org.likeness.core.audit.Evidence;
import org.likeness.core.audit.SamePerson;
import org.likeness.core.audit.WrongLabel;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.evaluation.identification.Blufr;
import org.likeness.core.evaluation.identification.OpenSet;
import org.likeness.core.evaluation.identification.Protocol;
import org.likeness.core.image.FaceImage;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;
import tools.jackson.databind.json.JsonMapper;

/** Answers that need thousands of pictures, a good encoder, or a network: made from results of the domain as the commands make them. */
class ConstructedAnswersTest {
    private record NamedPicture(String name) implements Picture {
        @Override
        public FaceImage decode() {
            throw new UnsupportedOperationException("no answer looks at a picture");
        }
    }

    private static void accept(String name, Answer answer) {
        Golden.accept(name, JsonMapper.builder().build().readTree(WireJson.write(answer)), Path.of("none"));
    }

    private static AuditedPerson person(int set, String name, int pictures) {
        List<Picture> all = IntStream.range(0, pictures)
                .<Picture>mapToObj(i -> new NamedPicture(name + "/" + i + ".jpg"))
                .toList();
        return new AuditedPerson(set, new Identity(name, all));
    }

    @Test
    void findingsOfAnAudit() {
        AuditedPerson ann = person(1, "ann", 7);
        AuditedPerson anne = person(1, "anne", 2);
        AuditedPerson guest = person(2, "guest", 1);
        Audit audit = new Audit(
                List.of(),
                List.of(),
                List.of(new SamePerson(anne, guest, 0.31, Evidence.FEW_PAIRS, 0.04)),
                List.of(new SamePerson(ann, anne, 0.12, Evidence.MANY_PAIRS, 0.001)),
                List.of(new WrongLabel(
                        new AuditedPicture(anne, anne.identity().pictures().get(1)), 1.32, 0.41, ann, 0.38, 6.2, 0.01)),
                9);
        AuditedSets sets = AuditedSets.of(
                new FaceDataset("photos", List.of(ann.identity(), anne.identity())),
                Optional.of(new FaceDataset("guests", List.of(guest.identity()))));
        accept("data-audit-findings", DataAnswers.of("photos", "guests", "e".repeat(64), 0.05, sets, audit, Map.of()));
    }

    @Test
    void blufr() {
        OpenSet.Result identification = new OpenSet.Result(
                1000,
                new Rate(7900, 8000),
                new ConfidenceInterval(0.981, 0.992, 0.95, "identity bootstrap, 1,000 draws"),
                List.of(new OpenSet.Point(0.01, 0.61, new Rate(40, 4012), new Rate(900, 8000), true)));
        Blufr.Trial trial = new Blufr.Trial(
                4249,
                9708,
                156_915,
                46_960_863,
                0.83,
                new Rate(46_960, 46_960_863),
                new Rate(150_000, 156_915),
                identification);
        accept(
                "evaluate-blufr",
                new EvaluateAnswer(
                        "e".repeat(64),
                        "lfw/images",
                        false,
                        EvaluationAnswers.of(new Protocol.OfBlufr("blufr", 1)),
                        EvaluationAnswers.of(new Blufr.Result(
                                List.of(trial), new Blufr.Spread(0.956, 0.002), new Blufr.Spread(0.887, 0.004))),
                        CountedRate.of(0, 13_233),
                        List.of()));
    }

    @Test
    void pull() {
        accept("models-pull", new PullAnswer("faceplugin", "MIT", List.of("models/faceplugin/fr_feature.onnx")));
    }
}
