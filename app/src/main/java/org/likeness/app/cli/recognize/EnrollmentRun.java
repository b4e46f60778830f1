package org.likeness.app.cli.recognize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.recognition.EnrollAnswer;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.cli.text.Output;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.review.EnrollmentReview;
import org.likeness.gallery.review.Refusal;
import org.likeness.recognition.FaceRecognizer;

/** Enrolls pictures one by one, and counts what becomes of them: enrolled, enrolled already, refused, or without a usable face. */
final class EnrollmentRun {
    private static final double SAME_FACE = 0.5; // intersection over union of boxes

    private final Tools tools;
    private final Settings settings;
    private final EnrolledPeople people;
    private final EnrollmentReview reviewer;
    private final int pictures;
    private final Skipped skipped;
    private final List<EnrollAnswer.RefusedPicture> refused = new ArrayList<>();
    private int enrolled;
    private int known;

    /** What it works with. */
    record Tools(FaceRecognizer recognizer, FaceAcquirer acquirer, Gallery gallery, Output output) {}

    /**
     * How it enrolls.
     *
     * @param review    what is reviewed
     * @param another   whether people are added although others have their names
     * @param keepCrops whether aligned faces are kept
     * @param sought    which faces of a picture are detected
     */
    record Settings(EnrollmentReview.Level review, boolean another, boolean keepCrops, FaceChoice sought) {}

    /** @param pictures how many there are to enroll */
    EnrollmentRun(Tools tools, Settings settings, int pictures) {
        this.tools = tools;
        this.settings = settings;
        this.people = new EnrolledPeople(tools.gallery(), settings.another());
        this.reviewer = new EnrollmentReview(settings.review(), tools.gallery());
        this.skipped = new Skipped(tools.output());
        this.pictures = pictures;
    }

    int enrolled() {
        return enrolled;
    }

    int known() {
        return known;
    }

    Skipped skipped() {
        return skipped;
    }

    List<EnrollAnswer.RefusedPicture> refused() {
        return refused;
    }

    /** How many pictures are done, whatever became of them. */
    int done() {
        return enrolled + known + skipped.count();
    }

    void enroll(EnrollmentCandidate candidate) {
        try {
            String hash = Sha256.of(candidate.file().get());
            if (candidate.box().isEmpty() && people.hasFaceOf(candidate.person(), hash)) {
                known++;
                return;
            }
            List<Acquisition> faces =
                    meant(candidate, tools.acquirer().acquire(candidate.image().get()));
            Optional<Refusal> refusal = reviewer.quality(faces);
            if (refusal.isPresent()) {
                refuse(candidate, refusal.get());
                return;
            }
            Acquisition outcome = meant(faces);
            Optional<FaceImage> face = skipped.face(candidate.picture(), outcome, pictures);
            FaceSelection.note(candidate.picture(), outcome, settings.sought()).ifPresent(tools.output()::note);
            if (face.isPresent()) {
                enroll(candidate, outcome, face.get(), hash);
            }
        } catch (UnreadablePictureException e) {
            skipped.add(e, pictures);
        }
    }

    private void enroll(EnrollmentCandidate candidate, Acquisition outcome, FaceImage face, String hash) {
        Embedding embedding = tools.recognizer().encoder().embed(List.of(face)).get(0);
        Optional<PersonId> whose = people.find(candidate.person());
        Optional<Refusal> conflict = reviewer.identity(whose, embedding);
        if (conflict.isPresent()) {
            refuse(candidate, conflict.get());
            return;
        }
        if (whose.isEmpty()) {
            warnOfDuplicate(candidate, embedding);
        }
        NewFace described = NewFace.of(embedding, candidate.picture(), outcome).withSha256(hash);
        if (people.enroll(
                candidate.person(),
                candidate.ifNew(),
                settings.keepCrops() ? described.withCrop(face, tools.acquirer().alignment()) : described)) {
            enrolled++;
        } else {
            known++;
        }
    }

    private void refuse(EnrollmentCandidate candidate, Refusal refusal) {
        skipped.add(candidate.picture(), refusal.detail(), pictures);
        refused.add(new EnrollAnswer.RefusedPicture(
                candidate.picture(), refusal.reason().word(), refusal.detail()));
    }

    private void warnOfDuplicate(EnrollmentCandidate candidate, Embedding embedding) {
        reviewer.likelyDuplicate(embedding, tools.recognizer().encoder())
                .ifPresent(near -> tools.output()
                        .note(String.format(
                                Locale.ROOT,
                                "%s: \"%s\" may be %s, at distance %.4f",
                                candidate.picture(),
                                candidate.person(),
                                near.person(),
                                near.distance())));
    }

    private static Acquisition meant(List<Acquisition> faces) {
        return faces.size() == 1 ? faces.get(0) : new FailedToAcquire(FaceSelection.refusal(faces));
    }

    /** Of the faces of a picture the one in a box, by the largest intersection over union above one half. */
    private static List<Acquisition> meant(EnrollmentCandidate candidate, List<Acquisition> faces) {
        if (candidate.box().isEmpty()) {
            return faces;
        }
        Box box = candidate.box().get();
        return faces.stream()
                .filter(face -> overlap(face, box) > SAME_FACE)
                .max(Comparator.comparingDouble(face -> overlap(face, box)))
                .map(List::of)
                .orElseGet(() -> List.of(
                        new FailedToAcquire("the face of the table is not found again: use the same detector")));
    }

    private static double overlap(Acquisition face, Box box) {
        return face instanceof Acquisition.Acquired acquired
                ? acquired.face().box().intersectionOverUnion(box)
                : 0;
    }
}
