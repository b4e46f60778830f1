package org.likeness.server.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.likeness.api.PictureFailure;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.Printable;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.recognition.PictureSource;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.WorkQueue;
import org.likeness.server.http.Call;
import org.likeness.server.http.ServiceException;

/** The faces of the pictures of a request. */
final class Pictures {
    static final String NO_FACE = "no-face";
    private static final String UNREADABLE = "unreadable-picture";

    private final ServedFaces faces;

    Pictures(ServedFaces faces) {
        this.faces = faces;
    }

    /**
     * A face of a picture.
     *
     * @param source  the picture
     * @param picture decoded, upright
     * @param face    no failure
     */
    record Found(PictureSource source, FaceImage picture, Acquisition face) {}

    /** The pictures of a request; refused before they are read if too many requests wait. */
    List<PictureSource> sources(Call call) {
        requirePlace();
        return call.pictures();
    }

    /** Refuses a request while too many wait: under an overload, reading the others' pictures would take the time of those who are answered. */
    void requirePlace() {
        try {
            faces.requirePlace();
        } catch (WorkQueue.FullException e) {
            throw busy(e);
        }
    }

    /** Does work with pictures in its turn, or refuses it. */
    <T> T inTurn(Supplier<T> work) {
        try {
            return faces.inTurn(work);
        } catch (WorkQueue.FullException e) {
            throw busy(e);
        }
    }

    private static ServiceException busy(WorkQueue.FullException e) {
        return ServiceException.busy(String.valueOf(e.getMessage()), 1);
    }

    /** Which faces of a picture count: the parameter {@code faces}; without a detector, the picture as a whole. */
    FaceChoice choice(Call call, FaceChoice usual) {
        return call.query("faces", FaceChoice.class, usual);
    }

    /** All faces that count, and the failures of other pictures. */
    List<Found> find(List<PictureSource> pictures, FaceChoice choice, List<PictureProblem> failures) {
        List<Found> found = new ArrayList<>();
        for (PictureSource source : pictures) {
            try {
                FaceImage picture = source.decode();
                for (Acquisition face : faces.acquire(picture, choice)) {
                    if (face instanceof FailedToAcquire failure) {
                        failures.add(new PictureProblem(source.name(), NO_FACE, failure.reason()));
                    } else {
                        found.add(new Found(source, picture, face));
                    }
                }
            } catch (UnreadablePictureException e) {
                failures.add(unreadable(source, e));
            }
        }
        return found;
    }

    /** One face of each picture. */
    List<Found> one(List<PictureSource> pictures, int count, FaceChoice choice) {
        if (pictures.size() != count) {
            throw ServiceException.invalid(
                    "%d pictures; %d %s expected", pictures.size(), count, count == 1 ? "is" : "are");
        }
        if (choice == FaceChoice.ALL) {
            throw ServiceException.invalid("faces=all: largest or center is expected where one face counts");
        }
        List<PictureProblem> failures = new ArrayList<>();
        List<Found> found = find(pictures, choice, failures);
        refuse(failures);
        return found;
    }

    /** Refuses a request because of its pictures, if any of them failed. */
    static void refuse(List<PictureProblem> failures) {
        if (!failures.isEmpty()) {
            boolean unreadable =
                    failures.stream().allMatch(failure -> failure.code().equals(UNREADABLE));
            throw ServiceException.ofPictures(
                    unreadable ? ServiceProblemCode.UNREADABLE_PICTURE : ServiceProblemCode.NO_FACE,
                    String.format(Locale.ROOT, "no face can be used of %d pictures", failures.size()),
                    failures);
        }
    }

    static PictureProblem unreadable(PictureSource source, UnreadablePictureException e) {
        return new PictureProblem(source.name(), UNREADABLE, Printable.firstLine(e));
    }

    static List<PictureFailure> failures(List<PictureProblem> problems) {
        return problems.stream()
                .map(problem -> new PictureFailure(problem.picture(), problem.detail()))
                .toList();
    }
}
