package org.likeness.server.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.likeness.api.PictureFailure;
import org.likeness.api.recognition.Face;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.recognition.IdentifyAnswer.Basis;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;
import org.likeness.api.recognition.IdentifyAnswer.ExpectedRates;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.api.recognition.UsedFace;
import org.likeness.api.recognition.VerifyAnswer;
import org.likeness.api.recognition.VerifyPersonAnswer;
import org.likeness.api.service.GalleriesSearchAnswer;
import org.likeness.api.service.GalleriesSearchAnswer.SearchedFace;
import org.likeness.api.service.GalleriesSearchAnswer.SearchedGallery;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.FalseMatchCurve;
import org.likeness.core.image.Landmarks;
import org.likeness.gallery.Decision;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.Person;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.SearchLimits;
import org.likeness.recognition.Thresholds;

/** Faces, the decisions about them, and pictures without one. */
public final class Faces {
    private Faces() {}

    /** Pictures without a face, each with the reason. */
    public static List<PictureFailure> failures(Map<String, String> reasons) {
        return reasons.entrySet().stream()
                .map(entry -> new PictureFailure(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The face that was used of a picture. */
    public static UsedFace used(String picture, Acquisition outcome) {
        return outcome instanceof Acquired acquired
                ? new UsedFace(picture, acquired.seen(), face(acquired.face(), acquired.quality()))
                : new UsedFace(picture, null, null);
    }

    /** A face that was found. */
    public static Face face(DetectedFace face, FaceQuality quality) {
        Landmarks landmarks = face.landmarks();
        return new Face(
                new Face.Box(
                        face.box().left(),
                        face.box().top(),
                        face.box().width(),
                        face.box().height()),
                new Face.Landmarks(
                        point(landmarks.rightEye()),
                        point(landmarks.leftEye()),
                        point(landmarks.noseTip()),
                        point(landmarks.rightMouthCorner()),
                        point(landmarks.leftMouthCorner())),
                face.score(),
                quality.eyeDistance(),
                quality.sharpness(),
                new Face.Pose(
                        quality.pose().yaw(),
                        quality.pose().pitch(),
                        quality.pose().roll()));
    }

    private static Face.Point point(Landmarks.Point point) {
        return new Face.Point(point.x(), point.y());
    }

    /** An embedding as decimal numbers that give the single-precision ones back, and no longer. */
    public static List<Double> numbers(Embedding embedding) {
        List<Double> numbers = new ArrayList<>();
        for (float value : embedding.values()) {
            numbers.add(Double.parseDouble(Float.toString(value)));
        }
        return numbers;
    }

    /** Whether two faces are one person's. */
    public static VerifyAnswer verified(
            EncoderId space, UsedFace first, UsedFace second, double distance, PairThreshold threshold) {
        return new VerifyAnswer(
                space.sha256(),
                first,
                second,
                distance,
                threshold.distance(),
                decision(distance, threshold),
                threshold.point().map(Calibrations::of).orElse(null),
                threshold.calibratedOn().orElse(null),
                threshold.thresholds().logLikelihoodRatio(distance).orElse(null));
    }

    /** Whether a face is an enrolled person's, whose nearest face is given. */
    public static VerifyPersonAnswer verified(
            String gallery, UsedFace used, Neighbor nearest, PairThreshold threshold) {
        return new VerifyPersonAnswer(
                gallery,
                nearest.space().sha256(),
                used,
                enrolled(nearest),
                nearest.person().faceCount(),
                threshold.distance(),
                decision(nearest.distance(), threshold),
                threshold.point().map(Calibrations::of).orElse(null),
                threshold.calibratedOn().orElse(null),
                threshold.thresholds().logLikelihoodRatio(nearest.distance()).orElse(null));
    }

    /** What a verification decides. */
    public static FaceDecision decision(double distance, PairThreshold threshold) {
        return threshold.matches(distance) ? FaceDecision.MATCH : FaceDecision.NON_MATCH;
    }

    /** Who is on some pictures. */
    public static IdentifyAnswer identified(
            String gallery,
            Thresholds thresholds,
            SearchLimits searched,
            List<IdentifiedFace> faces,
            List<PictureFailure> failures) {
        return new IdentifyAnswer(
                gallery,
                thresholds.encoder().space().sha256(),
                searched.chosen().pictures(),
                searched.limits().current(),
                searched.limits().others().entrySet().stream()
                        .map(limit ->
                                new IdentifyAnswer.FormerSpace(limit.getKey().sha256(), limit.getValue()))
                        .toList(),
                searched.chosen().expected().map(Faces::expected).orElse(null),
                searched.point().map(Calibrations::of).orElse(null),
                searched.point().map(point -> thresholds.calibration().data()).orElse(null),
                faces,
                failures);
    }

    /**
     * Who is near faces, in several galleries.
     *
     * @param found in each gallery
     * @param faces as they were decided
     */
    public static GalleriesSearchAnswer searched(
            List<NearestPeople> found,
            Thresholds thresholds,
            SearchLimits searched,
            List<SearchedFace> faces,
            List<PictureFailure> failures) {
        return new GalleriesSearchAnswer(
                found.stream()
                        .map(gallery -> new SearchedGallery(gallery.gallery(), gallery.faces()))
                        .toList(),
                thresholds.encoder().space().sha256(),
                searched.chosen().pictures(),
                searched.limits().current(),
                searched.chosen().expected().map(Faces::expected).orElse(null),
                searched.point().map(Calibrations::of).orElse(null),
                searched.point().map(point -> thresholds.calibration().data()).orElse(null),
                faces,
                failures);
    }

    /** Who a face was identified as. */
    public static IdentifiedFace identified(UsedFace used, Decision decision) {
        if (decision instanceof Decision.Match match) {
            return new IdentifiedFace(used, FaceDecision.MATCH, enrolled(match.nearest()), List.of());
        }
        Decision.Unknown unknown = (Decision.Unknown) decision;
        return new IdentifiedFace(
                used,
                FaceDecision.UNKNOWN,
                unknown.nearest().map(Faces::enrolled).orElse(null),
                List.of());
    }

    /** Who is near a face, without a decision. */
    public static IdentifiedFace candidates(UsedFace used, List<Neighbor> nearest) {
        return new IdentifiedFace(
                used, null, null, nearest.stream().map(Faces::enrolled).toList());
    }

    /** Who is near an enrolled person. */
    public static SimilarPeopleAnswer similar(
            String gallery, Person person, List<FaceId> faces, List<Neighbor> nearest) {
        return new SimilarPeopleAnswer(
                gallery,
                person.id().value(),
                faces.stream().map(FaceId::value).toList(),
                nearest.stream().map(Faces::enrolled).toList());
    }

    /** An enrolled face near another one. */
    public static EnrolledPicture enrolled(Neighbor neighbor) {
        return new EnrolledPicture(
                neighbor.person().id().value(),
                neighbor.person().name(),
                neighbor.person().details().externalId().orElse(null),
                neighbor.face().id().value(),
                neighbor.face().source(),
                neighbor.space().sha256(),
                neighbor.distance());
    }

    /** The rates that are expected at a threshold. */
    public static ExpectedRates expected(IdentificationThreshold.Rates rates) {
        return new ExpectedRates(
                rates.falseMatchRate(),
                rates.falsePositiveIdentificationRate(),
                rates.lower(),
                rates.upper(),
                rates.smallestMeasured(),
                rates.largestMeasured(),
                basis(rates.basis()),
                rates.calibratedPeople(),
                rates.extrapolated());
    }

    private static Basis basis(FalseMatchCurve.Basis basis) {
        return switch (basis) {
            case MEASURED -> Basis.MEASURED;
            case INTERPOLATED -> Basis.INTERPOLATED;
            case EXTRAPOLATED -> Basis.EXTRAPOLATED;
        };
    }
}
