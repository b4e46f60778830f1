package org.likeness.app.cli.gallery;

import java.util.concurrent.Callable;
import org.likeness.app.cli.option.ServerOption;
import org.likeness.app.cli.text.Output;
import picocli.CommandLine.Mixin;

/** A command on one gallery, here or on a server. */
abstract class AnsweringTask implements Callable<Integer> {
    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Mixin
    private final ServerOption server = new ServerOption();

    @Mixin
    final Output output = new Output();

    /** Gives the exit code. */
    abstract int run(AnsweringGallery gallery);

    @Override
    public final Integer call() {
        try (AnsweringGallery answering = gallery.answering(server)) {
            return run(answering);
        }
    }
}
