package org.likeness.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.dataset.folder.PictureWalk;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.gallery.review.QualityReview;
import org.likeness.gallery.review.Refusal;
import org.likeness.recognition.detection.FaceDetectors;

/** How many faces of ordinary photographs the review of enrollments refuses, and the distribution of what it looks at. */
public final class ReviewedFaces {
    private static final double[] SHARES = {0.001, 0.005, 0.01, 0.05, 0.5, 0.95, 0.99, 0.995, 0.999};

    private ReviewedFaces() {}

    /** @param arguments a detector, a folder of photographs, and n for every n-th of them */
    public static void main(String[] arguments) {
        List<double[]> measures = new ArrayList<>();
        SortedMap<String, Integer> refused = new TreeMap<>();
        int photographs = 0;
        try (FaceAcquirer acquirer = new AligningAcquirer(
                FaceDetectors.load(Path.of(arguments[0])),
                FaceChoice.LARGEST,
                FaceAlignment.arcFace(112, Border.BLACK))) {
            List<Path> pictures = PictureWalk.of(Path.of(arguments[1])).pictures();
            int step = Integer.parseInt(arguments[2]);
            for (int i = 0; i < pictures.size(); i += step) {
                photographs++;
                List<Acquisition> faces = acquirer.acquire(ImageDecoder.decode(pictures.get(i)));
                Optional<Refusal> refusal = QualityReview.of(faces);
                refusal.ifPresent(found -> refused.merge(found.reason().word(), 1, Integer::sum));
                if (faces.get(0) instanceof Acquired face) {
                    measures.add(new double[] {
                        face.quality().score(),
                        face.quality().eyeDistance(),
                        Math.abs(face.quality().pose().yaw()),
                        Math.abs(face.quality().pose().pitch()),
                        QualityReview.sharpness(face.aligned()),
                        QualityReview.meanLuma(face.aligned())
                    });
                }
            }
        }
        String[] names = {"score", "eye distance", "yaw", "pitch", "sharpness", "mean luma"};
        System.out.println("quantile " + Arrays.toString(SHARES));
        for (int k = 0; k < names.length; k++) {
            int measure = k;
            double[] sorted =
                    measures.stream().mapToDouble(row -> row[measure]).sorted().toArray();
            StringBuilder line = new StringBuilder(names[k]);
            for (double share : SHARES) {
                line.append(String.format(Locale.ROOT, " %.2f", sorted[(int) (share * (sorted.length - 1))]));
            }
            System.out.println(line);
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%d photographs, refused %d: %s",
                photographs,
                refused.values().stream().mapToInt(Integer::intValue).sum(),
                refused));
    }
}
