package org.likeness.app.cli.gallery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.api.gallery.MigrationAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.acquisition.FaceExtraction.Detection;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.migration.FaceSource;
import org.likeness.gallery.migration.FormerEncoder;
import org.likeness.gallery.migration.GalleryMigration;
import org.likeness.gallery.migration.KeptFaces;
import org.likeness.gallery.migration.SourcePictures;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.recognition.OnnxEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Bring a gallery to another encoder: embed its faces again, from the pictures that it keeps (enroll --keep-crops) or from",
            "those that were enrolled, while others use it; then switch. A run that was stopped is gone on with when it is repeated."
        },
        footer = {
            "",
            "Examples:",
            "  likeness gallery migrate new.onnx --gallery staff.db",
            "  likeness gallery migrate new.onnx --gallery staff.db --pictures staff/ --detector yunet --former old.onnx",
            "  likeness gallery switch --gallery staff.db   (back to the encoder before)"
        })
final class MigrateCommand implements Callable<Integer> {
    private static final int NAMED = 10;
    private static final int NAMED_IN_A_MESSAGE = 3;

    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description =
                    "Folder with the pictures that were enrolled, in any layout: they are found by their contents.")
    private @Nullable Path pictures;

    @Option(
            names = "--former",
            paramLabel = "FILE",
            description =
                    "The encoder that the gallery has now: tells which face of a picture with several was enrolled.")
    private @Nullable Path former;

    @Option(
            names = "--leave",
            description = {
                "Switch although some people have no picture that can be embedded: they stay in the space of the former encoder,",
                "where identify --former finds them, until they are enrolled again."
            })
    private boolean leave;

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        try (FaceRecognizer recognizer = encoder.load();
                Gallery opened = gallery.open();
                FaceAcquirer acquirer = acquirer(recognizer.encoder());
                PresentEncoder present = new PresentEncoder(opened, recognizer.encoder())) {
            FaceEncoder next = recognizer.encoder();
            GalleryMigration migration = new GalleryMigration(
                    opened, next, extraction(opened, next), sources(opened, next, acquirer, present.encoder));
            GalleryMigration.Result result = run(migration);
            List<PersonId> left = opened.spaces().leftBehind(migration.space());
            if (left.isEmpty() || leave) {
                opened.spaces().use(migration.space(), leave);
                output.answer(text(opened, result, left), answer(migration, result, left));
                return 0;
            }
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%,d people would be left behind (%s): %s still uses encoder %s, and what was embedded is kept; give --pictures with their pictures, or --leave",
                    left.size(),
                    result.skipped().stream()
                                    .limit(NAMED_IN_A_MESSAGE)
                                    .map(MigrateCommand::told)
                                    .collect(Collectors.joining("; "))
                            + (result.skipped().size() > NAMED_IN_A_MESSAGE ? "; …" : ""),
                    opened.name(),
                    opened.space().brief()));
        }
    }

    /** The encoder before, if it was given. */
    private final class PresentEncoder implements AutoCloseable {
        private final Optional<FormerEncoder> encoder;

        private PresentEncoder(Gallery opened, FaceEncoder next) {
            this.encoder = Optional.ofNullable(former)
                    .map(file -> FormerEncoder.of(opened, OnnxEncoder.load(file), next.spec()));
        }

        @Override
        public void close() {
            encoder.ifPresent(FormerEncoder::close);
        }
    }

    private FaceAcquirer acquirer(FaceEncoder next) {
        return detector.acquirer(
                encoder.file(),
                next.spec(),
                detector.isGiven() && !detector.isChosen() ? FaceChoice.ALL : detector.one(),
                output::note);
    }

    /** How the faces of the new space are obtained: as those of the present one, unless a detector is given. */
    private FaceExtraction extraction(Gallery opened, FaceEncoder next) {
        FaceExtraction given = detector.taking(next.spec(), next.mirrors());
        Optional<Detection> held = opened.extraction().flatMap(FaceExtraction::detection);
        if (held.isEmpty() || detector.isGiven()) {
            return given;
        }
        if (next.spec().alignment().isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "the faces of %s were found by %s, and %s has no template to align them to: give --detector with --template arcface if it was trained on pictures of likeness data align",
                    opened.name(),
                    held.get(),
                    encoder.file()));
        }
        return new FaceExtraction(
                Optional.of(new Detection(held.get().detector(), held.get().sha256(), Optional.empty())),
                next.mirrors());
    }

    private List<FaceSource> sources(
            Gallery opened, FaceEncoder next, FaceAcquirer acquirer, Optional<FormerEncoder> present) {
        List<FaceSource> sources = new ArrayList<>();
        if (pictures != null) {
            boolean found =
                    opened.extraction().flatMap(FaceExtraction::detection).isPresent();
            if (found && !detector.isGiven()) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "the faces of %s were found in photographs: --pictures requires --detector",
                        opened.name()));
            }
            sources.add(new SourcePictures(opened, PicturesByHash.in(pictures, output), acquirer, present));
        }
        sources.add(new KeptFaces(
                opened, acquirer, acquirer.alignment().or(() -> next.spec().alignment())));
        return sources;
    }

    private GalleryMigration.Result run(GalleryMigration migration) {
        try (Progress progress = output.progress("migrate", migration.remaining())) {
            return migration.run(progress::at);
        }
    }

    private String text(Gallery opened, GalleryMigration.Result result, List<PersonId> left) {
        return told(result)
                + (left.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%,d people are left behind: find them with identify --former%n",
                                left.size()))
                + String.format(
                        Locale.ROOT,
                        "%s now uses encoder %s; likeness gallery switch leads back",
                        opened.name(),
                        opened.space().brief());
    }

    private static String told(GalleryMigration.Result result) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "embedded %,d faces%n", result.embedded()));
        if (!result.skipped().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%,d faces have no picture that can be embedded:%n",
                    result.skipped().size()));
            result.skipped().stream()
                    .limit(NAMED)
                    .forEach(skipped -> text.append(String.format(Locale.ROOT, "  %s%n", told(skipped))));
            if (result.skipped().size() > NAMED) {
                text.append(String.format(
                        Locale.ROOT, "  … and %,d more%n", result.skipped().size() - NAMED));
            }
        }
        return text.toString();
    }

    private static String told(GalleryMigration.SkippedFace skipped) {
        return String.format(
                Locale.ROOT,
                "face %s of person %s, %s: %s",
                skipped.face().id(),
                skipped.face().person(),
                Printable.line(skipped.face().source()),
                skipped.reason());
    }

    private MigrationAnswer answer(GalleryMigration migration, GalleryMigration.Result result, List<PersonId> left) {
        return new MigrationAnswer(
                gallery.name(),
                migration.space().sha256(),
                result.embedded(),
                left.size(),
                result.skipped().stream()
                        .map(skipped -> new MigrationAnswer.SkippedFace(
                                skipped.face().id().value(),
                                skipped.face().person().value(),
                                skipped.face().source(),
                                skipped.reason()))
                        .toList());
    }
}
