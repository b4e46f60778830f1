package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.folder.FlatFolder;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.dataset.folder.FolderListing;
import org.likeness.core.dataset.folder.SkippedFiles;
import picocli.CommandLine.Option;

/** Reads folders of pictures, and reports skipped files. */
public final class PictureFolders {
    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Depth of the person folders; a person is named by all folders on the path, such as Latin/character01",
                "(default ${DEFAULT-VALUE})."
            })
    private int depth = 1;

    private SkippedFiles passedOver = SkippedFiles.NOTHING;

    /**
     * The people of a folder.
     *
     * @throws LikenessException as {@link FolderDataset#list} does
     */
    public FaceDataset read(Path folder, Output output) {
        if (depth < 1) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "--depth %d: 1 or more is expected", depth));
        }
        return said(folder, FolderDataset.list(folder, depth), output);
    }

    /** The same, or those of a folder without sub-folders whose pictures are named after their people. */
    public FaceDataset readAny(Path folder, Output output) {
        return FlatFolder.is(folder) ? said(folder, FlatFolder.list(folder), output) : read(folder, output);
    }

    /** What was passed over in all folders that were read. */
    public SkippedFiles passedOver() {
        return passedOver;
    }

    private FaceDataset said(Path folder, FolderListing listing, Output output) {
        passedOver = passedOver.plus(listing.passedOver());
        note(folder, listing.passedOver(), output);
        listing.deeper()
                .ifPresent(picture -> output.note(String.format(
                        Locale.ROOT,
                        "%s: every picture lies one folder deeper than its person, such as %s; if the inner folders are the people, give --depth %d, or one of the outer folders",
                        folder,
                        picture,
                        depth + 1)));
        return listing.data();
    }

    /** Says what was passed over in a folder, if anything was. */
    static void note(Path folder, SkippedFiles passedOver, Output output) {
        if (!passedOver.isEmpty()) {
            output.note(String.format(Locale.ROOT, "%s: passed over %s", folder, passedOver.text()));
        }
    }
}
