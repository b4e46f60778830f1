package org.likeness.core.recipe;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of parts of a run that the calling program supplies in place of the built-in ones; {@value #NONE} for the built-in one. A name
 * stands for the code and its parameters, such as {@code nearest-two(margin=0.2)}: a run is resumed only with parts of the same names.
 *
 * @param miner        in place of {@code mining}
 * @param loss         in place of {@code loss.kind} and what belongs to it, except margin and reduction
 * @param sampler      in place of {@code sampling}, except the chunk
 * @param augmentation in place of {@code augmentation}
 */
public record CustomSettings(String miner, String loss, String sampler, String augmentation) {
    /** The name of what is built in. */
    public static final String NONE = "none";

    private static final Pattern NAME = Pattern.compile("[A-Za-z]([A-Za-z0-9 ._(),=+-]{0,98}[A-Za-z0-9)])?");

    public CustomSettings {
        requireName("custom.miner", miner);
        requireName("custom.loss", loss);
        requireName("custom.sampler", sampler);
        requireName("custom.augmentation", augmentation);
    }

    private static void requireName(String key, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SettingException(
                    key,
                    String.format(
                            Locale.ROOT,
                            "%s is \"%s\": a letter is expected, then up to 99 letters, digits, spaces and characters of ._(),=+-, the last one a letter, a digit or )",
                            key,
                            name));
        }
    }

    /** Whether a name is that of a part that the calling program supplies. */
    public static boolean isCustom(String name) {
        return !name.equals(NONE);
    }

    /** The same with another miner. */
    public CustomSettings withMiner(String name) {
        return new CustomSettings(name, loss, sampler, augmentation);
    }

    /** The same with another loss. */
    public CustomSettings withLoss(String name) {
        return new CustomSettings(miner, name, sampler, augmentation);
    }

    /** The same with another sampler. */
    public CustomSettings withSampler(String name) {
        return new CustomSettings(miner, loss, name, augmentation);
    }

    /** The same with another augmentation. */
    public CustomSettings withAugmentation(String name) {
        return new CustomSettings(miner, loss, sampler, name);
    }
}
