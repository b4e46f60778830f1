package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.shards.FaceSets;
import org.likeness.shards.listing.Damages;
import org.likeness.shards.listing.FaceSetListing;
import picocli.CommandLine.Mixin;

/** Reads face sets, whatever they are stored in, and reports what was skipped and what is damaged. */
public final class FaceSetReader {
    /** Of a set, for options. */
    public static final String LABEL = "SET";

    /** What a set may be, for the descriptions of options. */
    public static final String KINDS =
            "one folder per person, a RecordIO file (train.rec), tar shards, or a folder with either";

    /** Damages that are described on the terminal. */
    private static final int SHOWN = 5;

    @Mixin
    private final DepthOption depth = new DepthOption();

    private SkippedFiles passedOver = SkippedFiles.NOTHING;
    private Damages damages = Damages.NONE;

    /**
     * The people of a set.
     *
     * @throws LikenessException as {@link FaceSets#open} does
     */
    public FaceDataset read(Path path, Output output) {
        int folders = depth.value();
        FaceSetListing listing = FaceSets.open(path, folders, FaceSets.USUAL_THREADS);
        passedOver = passedOver.plus(listing.passedOver());
        damages = damages.plus(listing.damages());
        note(path, listing, output);
        listing.deeper()
                .ifPresent(picture -> output.note(String.format(
                        Locale.ROOT,
                        "%s: every picture lies one folder deeper than its person, such as %s; if the inner folders are the people, give --depth %d, or one of the outer folders",
                        path,
                        picture,
                        folders + 1)));
        return listing.data();
    }

    /** Whether two paths are of one set. */
    public static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /** How many folders name a person. */
    public int depth() {
        return depth.value();
    }

    /** What was passed over in all sets that were read. */
    public SkippedFiles passedOver() {
        return passedOver;
    }

    /** What is damaged in all sets that were read. */
    public Damages damages() {
        return damages;
    }

    private static void note(Path path, FaceSetListing listing, Output output) {
        note(path, listing.passedOver(), output);
        Damages damages = listing.damages();
        damages.examples().stream().limit(SHOWN).forEach(damage -> output.note("damaged: " + damage));
        if (damages.count() > SHOWN) {
            output.note(String.format(Locale.ROOT, "damaged: %,d more places of %s", damages.count() - SHOWN, path));
        }
    }

    /** Says what was passed over in a folder, if anything was. */
    static void note(Path folder, SkippedFiles passedOver, Output output) {
        if (!passedOver.isEmpty()) {
            output.note(String.format(Locale.ROOT, "%s: passed over %s", folder, passedOver.text()));
        }
    }

    /** The people of a set that pictures of the command line come from; damages are said. */
    static FaceDataset pictures(Path path, Output output) {
        FaceSetListing listing = FaceSets.open(path, 1, FaceSets.USUAL_THREADS);
        note(path, listing, output);
        return listing.data();
    }
}
