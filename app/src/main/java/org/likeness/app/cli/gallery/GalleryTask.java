package org.likeness.app.cli.gallery;

import java.util.concurrent.Callable;
import org.likeness.app.cli.text.Output;
import org.likeness.gallery.Gallery;
import picocli.CommandLine.Mixin;

/** A command on one gallery, which is open while it runs. */
abstract class GalleryTask implements Callable<Integer> {
    @Mixin
    final GalleryOption gallery = new GalleryOption();

    @Mixin
    final Output output = new Output();

    /** Gives the exit code. */
    abstract int run(Gallery opened);

    @Override
    public final Integer call() {
        try (Gallery opened = gallery.open()) {
            return run(opened);
        }
    }
}
