package org.likeness.app.cli.recognize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.likeness.api.PictureFailure;
import org.likeness.api.client.Picture;
import org.likeness.api.client.ProblemException;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * Pictures for a server, in requests that are no larger than it takes. The bytes of one request are held at a time, and of one picture more. One
 * picture that cannot be read, or that the server refuses, ends nothing.
 */
final class ServedPictures {
    private static final int PICTURES = 16; // half of what a service takes, as it is set
    private static final long BYTES = 16 << 20;

    private final List<org.likeness.core.dataset.Picture> pictures;
    private final Skipped skipped;
    private final LongConsumer done;

    /**
     * @param skipped is told of the pictures without an answer
     * @param done    is told how many pictures are answered or skipped
     */
    ServedPictures(List<org.likeness.core.dataset.Picture> pictures, Skipped skipped, LongConsumer done) {
        this.pictures = pictures;
        this.skipped = skipped;
        this.done = done;
    }

    /**
     * Asks about all pictures.
     *
     * @param question about some pictures
     * @param failures those of an answer
     * @param answered receives the answer to each request that was not refused as a whole, in the order of the pictures
     */
    <A> void ask(
            Function<List<Picture>, A> question, Function<A, List<PictureFailure>> failures, Consumer<A> answered) {
        Batch batch = new Batch();
        for (int i = 0; i < pictures.size(); i++) {
            Optional<byte[]> content = content(pictures.get(i));
            if (content.isPresent()) {
                if (!batch.hasSpace(content.get().length)) {
                    ask(batch, question, failures, answered);
                    done.accept(i);
                    batch = new Batch();
                }
                batch.add(pictures.get(i).name(), content.get());
            }
        }
        if (!batch.names.isEmpty()) {
            ask(batch, question, failures, answered);
        }
        done.accept(pictures.size());
    }

    /** The pictures of one request. */
    private static final class Batch {
        private final List<String> names = new ArrayList<>();
        private final List<Picture> pictures = new ArrayList<>();
        private long bytes;

        /** Whether there is space for so many bytes more; a first picture is sent whatever its size is. */
        boolean hasSpace(long more) {
            return names.isEmpty() || names.size() < PICTURES && bytes + more <= BYTES;
        }

        void add(String name, byte[] content) {
            names.add(name);
            pictures.add(Picture.of(name, content));
            bytes += content.length;
        }
    }

    /** Empty if it cannot be read, and that is said. */
    private Optional<byte[]> content(org.likeness.core.dataset.Picture picture) {
        try {
            return Optional.of(picture.content());
        } catch (UnreadablePictureException e) {
            skipped.add(e, pictures.size());
            return Optional.empty();
        }
    }

    private <A> void ask(
            Batch batch,
            Function<List<Picture>, A> question,
            Function<A, List<PictureFailure>> failures,
            Consumer<A> answered) {
        try {
            A answer = question.apply(batch.pictures);
            failures.apply(answer).forEach(failure -> skip(failure.picture(), failure.reason()));
            answered.accept(answer);
        } catch (ProblemException e) {
            skip(batch.names, e);
        }
    }

    /** Problems of pictures are theirs; others end the command. */
    private void skip(List<String> batch, ProblemException problem) {
        if (!problem.errors().isEmpty()) {
            problem.errors().forEach(error -> skip(error.picture(), error.detail()));
        } else if (batch.size() == 1 && problem.is(ServiceProblemCode.TOO_LARGE)) {
            skip(batch.get(0), problem.detail());
        } else {
            throw problem;
        }
    }

    private void skip(String picture, String reason) {
        String before = picture + ": ";
        skipped.add(picture, reason.startsWith(before) ? reason.substring(before.length()) : reason, pictures.size());
    }
}
