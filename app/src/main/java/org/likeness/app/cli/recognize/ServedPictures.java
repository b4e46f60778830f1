package org.likeness.app.cli.recognize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.likeness.api.PictureFailure;
import org.likeness.api.client.Picture;
import org.likeness.api.client.ProblemException;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.Printable;

/** Pictures for a server, in requests that are no larger than it takes. One picture that it refuses ends nothing. */
final class ServedPictures {
    private static final int PICTURES = 16; // half of what a service takes, as it is set
    private static final long BYTES = 16 << 20;

    private final List<Path> pictures;
    private final Skipped skipped;

    /** @param skipped is told of the pictures without an answer */
    ServedPictures(List<Path> pictures, Skipped skipped) {
        this.pictures = pictures;
        this.skipped = skipped;
    }

    /**
     * Asks about all pictures.
     *
     * @param question about some pictures
     * @param failures those of an answer
     * @return an answer for each request that was not refused as a whole
     */
    <A> List<A> ask(Function<List<Picture>, A> question, Function<A, List<PictureFailure>> failures) {
        List<A> answers = new ArrayList<>();
        for (List<Path> batch : batches()) {
            try {
                A answer = question.apply(batch.stream()
                        .map(picture -> Picture.of(picture.toString(), picture))
                        .toList());
                failures.apply(answer).forEach(failure -> skip(failure.picture(), failure.reason()));
                answers.add(answer);
            } catch (ProblemException e) {
                skip(batch, e);
            }
        }
        return answers;
    }

    private List<List<Path>> batches() {
        List<List<Path>> batches = new ArrayList<>();
        List<Path> batch = new ArrayList<>();
        long bytes = 0;
        for (Path picture : pictures) {
            long size = size(picture);
            if (size < 0) {
                continue;
            }
            if (!batch.isEmpty() && (batch.size() == PICTURES || bytes + size > BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(picture);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /** −1 if it cannot be read, and that is said. */
    private long size(Path picture) {
        try {
            return Files.size(picture);
        } catch (NoSuchFileException e) {
            skip(picture.toString(), "there is no such file");
            return -1;
        } catch (IOException e) {
            skip(picture.toString(), Printable.firstLine(e));
            return -1;
        }
    }

    /** Problems of pictures are theirs; others end the command. */
    private void skip(List<Path> batch, ProblemException problem) {
        if (!problem.errors().isEmpty()) {
            problem.errors().forEach(error -> skip(error.picture(), error.detail()));
        } else if (batch.size() == 1 && problem.is(ServiceProblemCode.TOO_LARGE)) {
            skip(batch.get(0).toString(), problem.detail());
        } else {
            throw problem;
        }
    }

    private void skip(String picture, String reason) {
        String before = picture + ": ";
        skipped.add(picture, reason.startsWith(before) ? reason.substring(before.length()) : reason, pictures.size());
    }
}
