package org.likeness.app.cli.gallery;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.gallery.GalleryKeyAnswer;
import org.likeness.app.cli.text.Output;
import org.likeness.gallery.store.GalleryKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = {
            "Write a new random key for encrypted galleries to a file that only its owner can read.",
            "Keep a copy in another place: without its key, a gallery and its backups cannot be read."
        },
        footer = {
            "",
            "Examples:",
            "  likeness gallery key staff.key",
            "  likeness enroll encoder.onnx --gallery staff.db --key-file staff.key ann ann.jpg"
        })
final class KeyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A new file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        GalleryKey.random().write(file);
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%s now holds a new key; without it, what is encrypted with it cannot be read",
                        file),
                new GalleryKeyAnswer(file.toString()));
        return 0;
    }
}
