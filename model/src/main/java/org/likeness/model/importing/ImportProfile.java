package org.likeness.model.importing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceCrop;
import org.likeness.core.image.FivePointTemplate;

/** The preprocessing of well-known families of encoders. */
public enum ImportProfile {
    /**
     * InsightFace's ArcFace encoders as exported from PyTorch: {@code insightface/model_zoo/arcface_onnx.py} has both numbers at
     * 127.5. (arXiv 1801.07698, §3.1, has 128 for the divisor.)
     */
    ARCFACE_112(112, ColorOrder.RGB, new Normalization(127.5, 127.5), FivePointTemplate.ARCFACE_112),
    /** OpenCV's SFace, {@code cv::FaceRecognizerSF}: bytes as they are, the graph itself normalizes them. (arXiv 2205.12010.) */
    SFACE(112, ColorOrder.BGR, new Normalization(0, 1), FivePointTemplate.ARCFACE_112),
    /**
     * FaceNet's descendants, {@code fixed_image_standardization} of facenet-pytorch; the picture is a detector's box, with a
     * margin, and is used whole.
     */
    FACENET_160(160, ColorOrder.RGB, new Normalization(127.5, 128), CropFraction.WHOLE),
    /** dlib's ResNet: means and divisor of {@code dlib/dnn/input.h}, {@code input_rgb_image_sized}. */
    DLIB_150(
            150,
            ColorOrder.RGB,
            new Normalization(java.util.List.of(122.782, 117.001, 104.298), 255),
            Templates.DLIB_150),
    /** The encoder of {@code faceplugin-face-recognition-js}. */
    FACEPLUGIN(112, ColorOrder.RGB, new Normalization(127, 128), FivePointTemplate.ARCFACE_112);

    /** Templates that only one family uses. */
    private static final class Templates {
        /**
         * Five points of dlib's mean face, {@code mean_face_shape_x} and {@code _y} of
         * {@code dlib/image_transforms/interpolation.h}, in a chip of 150 pixels with its usual padding of 0.25: the means of
         * landmarks 36 to 41 and 42 to 47, and landmarks 30, 48 and 54. dlib fits all its landmarks at once; five come near.
         */
        static final FivePointTemplate DLIB_150 = new FivePointTemplate(new double[] {
            47.5492, 46.5990, 100.4761, 46.5990, 74.0127, 76.5625, 50.4149, 103.0233, 97.6104, 103.0233
        });
    }

    private final int inputSize;
    private final ColorOrder colorOrder;
    private final Normalization normalization;
    private final FaceCrop crop;

    ImportProfile(int inputSize, ColorOrder colorOrder, Normalization normalization, FaceCrop crop) {
        this.inputSize = inputSize;
        this.colorOrder = colorOrder;
        this.normalization = normalization;
        this.crop = crop;
    }

    /** The name by which it is asked for, such as {@code arcface-112}. */
    public String key() {
        return EnumWord.of(this);
    }

    /**
     * The profile of that name.
     *
     * @throws LikenessException if there is none
     */
    public static ImportProfile named(String key) {
        return Arrays.stream(values())
                .filter(profile -> profile.key().equals(key))
                .findFirst()
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "no profile \"%s\": known are %s",
                        key,
                        Arrays.stream(values()).map(ImportProfile::key).collect(Collectors.joining(", ")))));
    }

    /** Pixels a side. */
    public int inputSize() {
        return inputSize;
    }

    /** The order of the input's channels. */
    public ColorOrder colorOrder() {
        return colorOrder;
    }

    /** How levels become numbers. */
    public Normalization normalization() {
        return normalization;
    }

    /** Which part of a picture is the face. */
    public FaceCrop crop() {
        return crop;
    }

    /** What to import with it, the license and the origin not stated. */
    public ImportSettings settings() {
        return new ImportSettings(
                colorOrder,
                normalization,
                crop,
                Border.BLACK, // as OpenCV's warpAffine and dlib's extract_image_chip fill it
                Optional.of(inputSize),
                Optional.empty(),
                Optional.empty(),
                "",
                "");
    }
}
