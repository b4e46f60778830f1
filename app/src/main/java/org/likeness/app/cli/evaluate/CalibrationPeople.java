package org.likeness.app.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.LfwPeople;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.verification.Calibrator;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.evaluation.verification.Transfer;
import org.likeness.core.statistics.RuleOfThirty;

/** The people whose faces thresholds are measured on. */
final class CalibrationPeople {
    private static final int MOST_PICTURES = 10_000; // 50 million pairs, 450 MB of distances

    private final FaceDataset data;
    private final float[][] rows;
    private final int[] labels;
    private final String name;

    private CalibrationPeople(FaceDataset data, float[][] rows, int[] labels, int people) {
        this.data = data;
        this.rows = rows;
        this.labels = labels;
        this.name = String.format(Locale.ROOT, "%,d people of %s", people, data.name());
    }

    /**
     * Chooses them, before anything is embedded.
     *
     * @param people a list of those to take; null for everybody
     * @param rates  that are wanted
     * @throws LikenessException if there are too few pictures for them, or more than can be compared
     */
    static FaceDataset chosen(FaceDataset all, @Nullable Path people, double[] rates) {
        FaceDataset chosen = people == null ? all : LfwPeople.read(people).restrict(all);
        if (chosen.identities().size() < 2 || chosen.identitiesWithPositives() == 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has %d people, %d of them with two pictures: thresholds need two people, one of them with two pictures",
                    chosen.name(),
                    chosen.identities().size(),
                    chosen.identitiesWithPositives()));
        }
        if (chosen.pictureCount() > MOST_PICTURES) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains %,d pictures, at most %,d can be compared with each other: choose fewer people with a people file",
                    chosen.name(),
                    chosen.pictureCount(),
                    MOST_PICTURES));
        }
        requireRates(chosen, rates);
        return chosen;
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
     * Those who gave faces.
     *
     * @throws LikenessException if they are not two people, one of them with two faces
     */
    static CalibrationPeople of(FaceDataset data, PictureEmbeddings embeddings) {
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
        return new CalibrationPeople(
                data,
                rows.toArray(float[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                person);
    }

    /** @throws LikenessException if their pairs do not support a rate */
    Calibration calibrate(Distance distance, double[] rates, IdentityBootstrap bootstrap) {
        return Calibrator.measure(rows, labels, distance, name, DatasetHash.of(data), rates, bootstrap);
    }

    /** What thresholds that were calibrated on others do on these people. */
    Transfer transfer(Calibration calibration, Distance distance, IdentityBootstrap bootstrap) {
        return Calibrator.transfer(calibration, rows, labels, distance, name, bootstrap);
    }
}
