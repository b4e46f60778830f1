package org.likeness.core.acquisition;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.likeness.core.acquisition.Acquisition.Acquired;

/** What is known of a detected face in numbers, in the order of the columns of tables. Places are pixels of the picture. */
public enum FaceMeasure {
    /** x of the left side of its box. */
    LEFT("left", face -> face.face().box().left()),
    /** y of the upper side of its box. */
    TOP("top", face -> face.face().box().top()),
    /** Width of its box. */
    WIDTH("width", face -> face.face().box().width()),
    /** Height of its box. */
    HEIGHT("height", face -> face.face().box().height()),
    /** The detector's confidence, in [0, 1]. */
    SCORE("score", face -> face.face().score()),
    /** Pixels between the centers of the eyes. */
    EYE_DISTANCE("eyeDistance", face -> face.quality().eyeDistance()),
    /** Variance of the Laplacian of the aligned face. */
    SHARPNESS("sharpness", face -> face.quality().sharpness()),
    /** Degrees; above 0 where the face is turned to its own left. */
    YAW("yaw", face -> face.quality().pose().yaw()),
    /** Degrees; above 0 where it looks down. */
    PITCH("pitch", face -> face.quality().pose().pitch()),
    /** Degrees; above 0 where it is tilted clockwise. */
    ROLL("roll", face -> face.quality().pose().roll());

    private final String column;
    private final ToDoubleFunction<Acquired> value;

    FaceMeasure(String column, ToDoubleFunction<Acquired> value) {
        this.column = column;
        this.value = value;
    }

    /** The names of all columns, separated by commas. */
    public static String columns() {
        return Arrays.stream(values()).map(FaceMeasure::column).collect(Collectors.joining(","));
    }

    /** All values of a face, separated by commas. */
    public static String texts(Acquired face) {
        return Arrays.stream(values()).map(measure -> measure.text(face)).collect(Collectors.joining(","));
    }

    /** As many values, all of them empty. */
    public static String nothing() {
        return ",".repeat(values().length - 1);
    }

    /** The column's name. */
    public String column() {
        return column;
    }

    /** Of a face. */
    public double of(Acquired face) {
        return value.applyAsDouble(face);
    }

    /** The value as it stands in text: four decimals, which is finer than detectors are. */
    public String text(Acquired face) {
        return String.format(Locale.ROOT, "%.4f", of(face));
    }
}
