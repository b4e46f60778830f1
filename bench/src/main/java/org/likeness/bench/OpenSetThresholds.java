package org.likeness.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.evaluation.identification.MeanByPeople;
import org.likeness.core.evaluation.verification.Calibrator;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.file.Separator;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;
import org.likeness.gallery.IdentificationThreshold;

/**
 * Asks for thresholds at false-positive identification rates, and measures the rates on other people: every second person calibrates; of
 * the others, some are enrolled with one picture each, and the rest are strangers. Ten draws of each gallery; intervals by people.
 */
public final class OpenSetThresholds {
    private static final double[] FALSE_MATCH_RATES = {1e-2, 1e-3, 1e-4, 1e-5, 2e-6};
    private static final double[] ASKED = {0.01, 0.003};
    private static final int[] SIZES = {100, 200, 500, 1000, 2000};
    private static final int DRAWS = 10;

    private OpenSetThresholds() {}

    /** @param arguments embeddings as likeness embed writes them to CSV, of pictures in a folder for each person */
    public static void main(String[] arguments) throws IOException {
        Map<String, List<float[]>> people = read(Path.of(arguments[0]));
        List<List<float[]>> calibrating = new ArrayList<>();
        List<List<float[]>> others = new ArrayList<>();
        people.values().forEach(pictures -> (calibrating.size() <= others.size() ? calibrating : others).add(pictures));
        float[][] embeddings = calibrating.stream().flatMap(List::stream).toArray(float[][]::new);
        int[] labels = IntStream.range(0, calibrating.size())
                .flatMap(i ->
                        IntStream.generate(() -> i).limit(calibrating.get(i).size()))
                .toArray();
        Calibration calibration = calibration(embeddings, labels, calibrating.size());
        print(
                "%,d people calibrate with %,d pictures; %,d others",
                calibrating.size(), embeddings.length, others.size());
        print("size  asked  expected [interval]  basis  threshold  FPIR measured [interval]  FNIR measured [interval]");
        for (int size : SIZES) {
            for (double asked : ASKED) {
                measure(calibration, others, size, asked);
            }
        }
    }

    /** Thresholds at smaller rates than usual, as far as the pairs carry them; intervals of independent pairs. */
    private static Calibration calibration(float[][] embeddings, int[] labels, int people) {
        Roc roc = Roc.of(Calibrator.allPairs(embeddings, labels, Distance.SQUARED_EUCLIDEAN));
        List<OperatingPoint> points = DoubleStream.of(FALSE_MATCH_RATES)
                .mapToObj(rate -> {
                    double threshold = roc.thresholdAt(rate);
                    Rate measured = roc.falseMatches(threshold);
                    return new OperatingPoint(
                            rate,
                            threshold,
                            measured.lower(),
                            measured.upper(),
                            roc.falseNonMatches(threshold).value());
                })
                .toList();
        return new Calibration(
                roc.bestThreshold(), "every second person", people, roc.genuine(), roc.impostor(), points);
    }

    /** Whether each answer was wrong, and whose face it was about, over all draws. */
    private static final class Answers {
        private final List<Double> wrong = new ArrayList<>();
        private final List<Integer> people = new ArrayList<>();

        private void add(int person, boolean isWrong) {
            wrong.add(isWrong ? 1.0 : 0.0);
            people.add(person);
        }

        /** The rate with its interval by people. */
        private String told() {
            double[] values = wrong.stream().mapToDouble(Double::doubleValue).toArray();
            ConfidenceInterval interval = MeanByPeople.of(
                    values, people.stream().mapToInt(Integer::intValue).toArray(), 1);
            return String.format(
                    Locale.ROOT,
                    "%.4f [%.4f, %.4f]",
                    DoubleStream.of(values).average().orElseThrow(),
                    interval.lower(),
                    interval.upper());
        }
    }

    private static void measure(Calibration calibration, List<List<float[]>> people, int size, double asked) {
        IdentificationThreshold chosen = IdentificationThreshold.of(calibration, size, asked);
        IdentificationThreshold.Rates rates = chosen.expected().orElseThrow();
        Answers strangers = new Answers();
        Answers enrolled = new Answers();
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, people.size()).boxed().toList());
            Collections.shuffle(order, new Random(size * 1000L + draw));
            List<float[]> gallery = order.subList(0, size).stream()
                    .map(person -> people.get(person).get(0))
                    .toList();
            order.subList(size, order.size())
                    .forEach(person -> strangers.add(
                            person, nearest(gallery, people.get(person).get(0)).distance <= chosen.threshold()));
            for (int place = 0; place < size; place++) {
                List<float[]> pictures = people.get(order.get(place));
                if (pictures.size() > 1) {
                    Nearest near = nearest(gallery, pictures.get(1));
                    enrolled.add(order.get(place), near.place != place || near.distance > chosen.threshold());
                }
            }
        }
        print(
                "%4d  %.3f  %.4f [%.4f, %.4f]%s  %s  %.3f  %s  %s",
                size,
                asked,
                rates.falsePositiveIdentificationRate(),
                rates.lower(),
                rates.upper(),
                rates.extrapolated() ? " extrapolated" : "",
                rates.basis(),
                chosen.threshold(),
                strangers.told(),
                enrolled.told());
    }

    private record Nearest(int place, double distance) {}

    private static Nearest nearest(List<float[]> gallery, float[] probe) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < gallery.size(); i++) {
            double distance = Distance.SQUARED_EUCLIDEAN.between(gallery.get(i), probe);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return new Nearest(best, least);
    }

    private static Map<String, List<float[]>> read(Path csv) throws IOException {
        Map<String, List<float[]>> people = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(csv)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> fields = Separator.COMMA.split(line);
                float[] values = new float[fields.size() - 2];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.parseFloat(fields.get(i + 2));
                }
                String person = String.valueOf(Path.of(fields.get(0)).getParent());
                people.computeIfAbsent(person, any -> new ArrayList<>()).add(values);
            }
        }
        return people;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
