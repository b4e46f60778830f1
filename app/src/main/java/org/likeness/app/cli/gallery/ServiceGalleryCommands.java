package org.likeness.app.cli.gallery;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.service.RemovedGalleryAnswer;
import org.likeness.app.cli.option.ServerOption;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that create and remove galleries of a service. */
final class ServiceGalleryCommands {
    private ServiceGalleryCommands() {}

    private abstract static class OnService implements Callable<Integer> {
        @Parameters(
                paramLabel = "NAME",
                description = "Name of the gallery: lower-case letters, digits, dots, hyphens and underscores.")
        @SuppressWarnings("NullAway.Init") // required
        String name;

        @Mixin
        private final ServerOption server = new ServerOption();

        @Mixin
        final Output output = new Output();

        abstract void run(RecognitionClient client);

        @Override
        public final Integer call() {
            run(
                    server.client()
                            .orElseThrow(
                                    () -> LikenessException.invalid(
                                            "name the service with --server URL; without a service, likeness enroll creates the file of a gallery")));
            return 0;
        }
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Create a gallery of a service that was started with --galleries.",
                "The access key must be one that administers all galleries."
            },
            footer = {"", "Example: likeness gallery create visitors --server https://faces.example"})
    static final class CreateCommand extends OnService {
        @Override
        void run(RecognitionClient client) {
            GalleryStatsAnswer answer = client.createGallery(name);
            output.answer(String.format(Locale.ROOT, "gallery %s was created", answer.gallery()), answer);
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = {
                "Remove a gallery of a service with all that it holds, and report what was erased. This cannot be undone.",
                "The gallery must be one of the service's folder, and the access key one that administers all galleries."
            },
            footer = {"", "Example: likeness gallery remove visitors --server https://faces.example --yes"})
    static final class RemoveCommand extends OnService {
        @Option(names = "--yes", description = "Remove it, without being asked again.")
        private boolean isConfirmed;

        @Override
        void run(RecognitionClient client) {
            if (!isConfirmed) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "all people and faces of the gallery %s would be erased for good: give --yes to remove it",
                        name));
            }
            RemovedGalleryAnswer answer = gallery(client).remove();
            output.answer(GalleryText.of(answer), answer);
        }

        private GalleryClient gallery(RecognitionClient client) {
            try {
                return client.gallery(name);
            } catch (IllegalArgumentException e) {
                throw LikenessException.invalid(String.format(Locale.ROOT, "NAME: %s", e.getMessage()));
            }
        }
    }
}
