package org.likeness.core.evaluation.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.statistics.RuleOfThirty;

/** The people on whose faces thresholds are measured. */
public final class CalibrationSet {
    private static final int MOST_PICTURES = 10_000; // 50 million pairs, 450 MB of distances

    private final FaceDataset data;
    private final float[][] rows;
    private final int[] labels;
    private final String name;

    private CalibrationSet(FaceDataset data, float[][] rows, int[] labels, int people) {
        this.data = data;
        this.rows = rows;
        this.labels = labels;
        this.name = String.format(Locale.ROOT, "%,d people of %s", people, data.name());
    }

    /**
     * Checks, before anything is embedded, whether a data set can give thresholds.
     *
     * @param data  the people
     * @param rates the false-match rates that are wanted, in (0, 1)
     * @throws LikenessException if there are too few pictures for them, or more than can be compared
     */
    public static void require(FaceDataset data, double[] rates) {
        if (data.identities().size() < 2 || data.identitiesWithPositives() == 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has %d people, %d of them with two pictures: thresholds need two people, one of them with two pictures",
                    data.name(),
                    data.identities().size(),
                    data.identitiesWithPositives()));
        }
        if (data.pictureCount() > MOST_PICTURES) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains %,d pictures, at most %,d can be compared with each other: choose fewer people with a people file",
                    data.name(),
                    data.pictureCount(),
                    MOST_PICTURES));
        }
        requireRates(data, rates);
    }

    /** Failures to acquire can only make the pairs fewer. */
    private static void requireRates(FaceDataset chosen, double[] rates) {
        long pictures = chosen.pictureCount();
        long ofOnePerson = chosen.identities().stream()
                .mapToLong(identity -> identity.pictures().size())
                .map(count -> count * count)
                .sum();
        for (double rate : rates) {
            try {
                RuleOfThirty.require(rate, (pictures * pictures - ofOnePerson) / 2);
            } catch (LikenessException e) {
                throw LikenessException.invalid(String.format(Locale.ROOT, "%s: %s", chosen.name(), e.getMessage()), e);
            }
        }
    }

    /**
     * The faces that were acquired.
     *
     * @param embeddings with all pictures of the data
     * @throws LikenessException if they are not two people, one of them with two faces
     */
    public static CalibrationSet of(FaceDataset data, PictureEmbeddings embeddings) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int person = 0;
        int positives = 0;
        for (Identity identity : data.identities()) {
            int before = rows.size();
            for (Picture picture : identity.pictures()) {
                Optional<float[]> row = embeddings.of(picture);
                if (row.isPresent()) {
                    rows.add(row.get());
                    labels.add(person);
                }
            }
            person += rows.size() > before ? 1 : 0;
            positives += rows.size() > before + 1 ? 1 : 0;
        }
        if (person < 2 || positives == 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s: faces of %d people were found, two or more of %d people: thresholds need two people, one of them with two faces",
                    data.name(),
                    person,
                    positives));
        }
        return new CalibrationSet(
                data,
                rows.toArray(float[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                person);
    }

    /**
     * Measures the thresholds.
     *
     * @param rates the false-match rates, in (0, 1)
     * @throws LikenessException if the pairs do not support a rate
     */
    public Calibration calibrate(Distance distance, double[] rates, IdentityBootstrap bootstrap) {
        return Calibrator.measure(rows, labels, distance, name, DatasetHash.of(data), rates, bootstrap);
    }

    /** Measures on these people what thresholds that were calibrated on others do. */
    public Transfer transfer(Calibration calibration, Distance distance, IdentityBootstrap bootstrap) {
        return Calibrator.transfer(calibration, rows, labels, distance, name, bootstrap);
    }
}
