package org.likeness.app.run;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.likeness.app.report.FacesSection;
import org.likeness.app.report.FacesSection.Face;
import org.likeness.app.report.FacesSection.Group;
import org.likeness.app.report.FacesSection.Trial;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.training.event.GlobalMiningRound.Doubt;
import org.likeness.training.files.DoubtfulLabelsFile;
import org.likeness.training.files.RunDirectory;

/** The pictures with doubtful labels of a run's latest global mining, each beside a picture of the labeled person. */
final class DoubtfulLabels {
    private static final int SHOWN = 24;

    private final Map<String, Identity> people = new HashMap<>();

    private DoubtfulLabels(FaceDataset data) {
        data.identities().forEach(identity -> people.put(identity.name(), identity));
    }

    /**
     * The section of a report.
     *
     * @param data gives what the run was trained on; asked only if labels are in doubt
     * @return nothing if the run took no look, or doubts nothing
     */
    static Optional<FacesSection> section(RunDirectory run, Supplier<FaceDataset> data) {
        if (!Files.exists(run.doubtfulLabels())) {
            return Optional.empty();
        }
        List<Doubt> doubts = DoubtfulLabelsFile.read(run.doubtfulLabels()).doubts();
        if (doubts.isEmpty()) {
            return Optional.empty();
        }
        String which = doubts.size() <= SHOWN
                ? String.format(Locale.ROOT, "All %d pairs", doubts.size())
                : String.format(Locale.ROOT, "The nearest %d of %,d pairs", SHOWN, doubts.size());
        return Optional.of(new FacesSection(
                "Labels in doubt",
                List.of(new Group(
                        "One person under two names?",
                        which
                                + " of pictures under two names that are as near as pictures of one person: a wrong label, one person with two names, a duplicate, or similar people. doubtful-labels.json lists all of them.",
                        new DoubtfulLabels(data.get()).trials(doubts)))));
    }

    private List<Trial> trials(List<Doubt> doubts) {
        List<Trial> trials = new ArrayList<>();
        for (Doubt doubt : doubts.subList(0, Math.min(SHOWN, doubts.size()))) {
            List<Face> faces = new ArrayList<>();
            face("in doubt", doubt.identity(), doubt.picture(), Optional.empty())
                    .ifPresent(faces::add);
            face("near to it", doubt.otherIdentity(), doubt.other(), Optional.of(doubt.distance()))
                    .ifPresent(faces::add);
            namesake(doubt)
                    .flatMap(picture -> face("same name", doubt.identity(), picture, Optional.empty()))
                    .ifPresent(faces::add);
            trials.add(new Trial(faces));
        }
        return trials;
    }

    /** Another picture of the name that the doubtful one bears. */
    private Optional<String> namesake(Doubt doubt) {
        return Optional.ofNullable(people.get(doubt.identity())).stream()
                .flatMap(identity -> identity.pictures().stream())
                .map(Picture::name)
                .filter(name -> !name.equals(doubt.picture()))
                .findFirst();
    }

    private Optional<Face> face(String role, String identity, String name, Optional<Double> distance) {
        return Optional.ofNullable(people.get(identity)).stream()
                .flatMap(person -> person.pictures().stream())
                .filter(picture -> picture.name().equals(name))
                .findFirst()
                .flatMap(DoubtfulLabels::decoded)
                .map(face -> new Face(role, face, identity, distance));
    }

    private static Optional<FaceImage> decoded(Picture picture) {
        try {
            return Optional.of(picture.decode());
        } catch (UnreadablePictureException e) {
            return Optional.empty();
        }
    }
}
