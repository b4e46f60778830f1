package org.likeness.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.likeness.core.embedding.Distance;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.Verification;
import org.likeness.core.image.FaceImage;

/** A report of every section over made-up numbers. */
final class Specimen {
    private static final int PEOPLE = 40;
    private static final int SIZE = 8;

    private final RandomGenerator random;

    Specimen(long seed) {
        random = new Random(seed);
    }

    Report report(String person) {
        return Report.titled("A first encoder", "A specimen of 40 people made of noise.")
                .headline("Verification", "97.4 %", "1,948 of 2,000 pairs; 96.6–98.0 %")
                .headline("Recognized from one picture", "95.1 %", "856 of 900 pictures of 100 people")
                .headline("Pixels alone", "58.3 %", "on the same pairs")
                .headline("Time", "4 min 32 s", "training and evaluation")
                .add(new ProvenanceSection(
                        List.of(
                                new ProvenanceSection.Group(
                                        "Data",
                                        List.of(
                                                new ProvenanceSection.Fact("training", "900 people × 10 pictures"),
                                                new ProvenanceSection.Fact("person", person))),
                                new ProvenanceSection.Group(
                                        "Network",
                                        List.of(
                                                new ProvenanceSection.Fact("architecture", "residual"),
                                                new ProvenanceSection.Fact("parameters", "1,024,000")))),
                        Optional.of("loss:\n  margin: 0.2\n")))
                .add(curves())
                .add(verification())
                .add(identification())
                .add(faces(person))
                .add(map(person))
                .add(new NextStepsSection(List.of(new NextStepsSection.Step(
                        "Compare two pictures", "./likeness verify encoder.onnx 'a & b.png' c.png"))));
    }

    CurvesSection curves() {
        List<CurvesSection.Step> steps = new ArrayList<>();
        List<CurvesSection.Check> checks = new ArrayList<>();
        for (int step = 1; step <= 1200; step++) {
            double progress = step / 1200.0;
            double noise = 1 + 0.15 * random.nextGaussian();
            steps.add(new CurvesSection.Step(
                    step,
                    0.2 * Math.exp(-2 * progress) * noise,
                    Math.exp(-4 * progress) * noise,
                    0.9 * Math.exp(-2 * progress) * noise,
                    1.3 * noise));
            if (step % 200 == 0) {
                checks.add(new CurvesSection.Check(step, 0.97 - 0.2 * Math.exp(-3 * progress)));
            }
        }
        return new CurvesSection(steps, checks);
    }

    VerificationSection verification() {
        return new VerificationSection(
                "4,000 generated pairs of 40 people",
                List.of(contender("encoder", 2.2), contender("pixels, LDA", 0.8), contender("pixels", 0.3)));
    }

    private VerificationSection.Contender contender(String name, double gap) {
        double[] distances = new double[4000];
        boolean[] same = new boolean[4000];
        for (int i = 0; i < distances.length; i++) {
            same[i] = i % 2 == 0;
            distances[i] = Math.max(0.01, (same[i] ? 0.5 : 0.5 + 0.45 * gap) + 0.22 * random.nextGaussian());
        }
        ScoredPairs pairs = new ScoredPairs(distances, same);
        return new VerificationSection.Contender(
                name, pairs, Verification.at(0.5 + 0.22 * gap, "validation people", pairs));
    }

    IdentificationSection identification() {
        float[][] gallery = new float[PEOPLE][];
        float[][] probes = new float[PEOPLE * 10][];
        int[] people = new int[probes.length];
        for (int person = 0; person < PEOPLE; person++) {
            float[] center = point(new float[SIZE], 1);
            gallery[person] = point(center, 0.3);
            for (int i = 0; i < 10; i++) {
                probes[person * 10 + i] = i == 9 ? point(new float[SIZE], 1) : point(center, 0.3);
                people[person * 10 + i] = i == 9 ? -1 : person;
            }
        }
        var result = Identification.of(gallery, probes, people, Distance.SQUARED_EUCLIDEAN, 0.9);
        double[] strangers = random.doubles(PEOPLE, 0.4, 3).toArray();
        return new IdentificationSection(result, "validation people", PEOPLE, strangers);
    }

    private float[] point(float[] center, double spread) {
        float[] point = center.clone();
        for (int i = 0; i < point.length; i++) {
            point[i] += (float) (spread * random.nextGaussian());
        }
        return point;
    }

    FacesSection faces(String person) {
        List<FacesSection.Trial> right = new ArrayList<>();
        List<FacesSection.Trial> wrong = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            right.add(new FacesSection.Trial(List.of(face(person), near("nearest", "person 12", 0.31))));
            wrong.add(new FacesSection.Trial(
                    List.of(face(person), near("taken for", "person 12", 0.31), near("really", "person 13", 0.35))));
        }
        return new FacesSection(
                "Recognized and missed",
                List.of(
                        new FacesSection.Group("Recognized", "Six of 80, drawn at random.", right),
                        new FacesSection.Group("Taken for somebody else", "All six.", wrong)));
    }

    private FacesSection.Face face(String name) {
        return new FacesSection.Face("shown", noise(), name, Optional.empty());
    }

    private FacesSection.Face near(String role, String name, double distance) {
        return new FacesSection.Face(role, noise(), name, Optional.of(distance));
    }

    private FaceImage noise() {
        byte[] rgb = new byte[16 * 16 * 3];
        random.nextBytes(rgb);
        return new FaceImage(16, 16, rgb);
    }

    MapSection map(String person) {
        List<MapSection.Person> people = new ArrayList<>();
        for (int i = 0; i < MapSection.COLORS; i++) {
            double x = random.nextGaussian(0, 3);
            double y = random.nextGaussian(0, 3);
            List<double[]> places = new ArrayList<>();
            for (int k = 0; k < 10; k++) {
                places.add(new double[] {random.nextGaussian(x, 0.4), random.nextGaussian(y, 0.4)});
            }
            people.add(new MapSection.Person(person, noise(), places));
        }
        return new MapSection(people, "A plane made of noise.");
    }
}
