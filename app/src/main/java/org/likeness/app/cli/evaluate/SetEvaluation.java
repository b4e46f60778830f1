package org.likeness.app.cli.evaluate;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.app.protocol.Protocol;
import org.likeness.app.protocol.SetAnswer;
import org.likeness.app.protocol.SetProtocols;
import org.likeness.app.protocol.TemplateAnswer;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.FaceSet;
import org.likeness.core.evaluation.identification.Templates;
import org.likeness.core.evaluation.pair.PairReview;
import org.likeness.core.statistics.Rate;
import org.likeness.recognition.FaceRecognizer;

/**
 * Evaluates an encoder on a whole set.
 *
 * @param asked     any protocol except one of pairs
 * @param folder    the folder of the pictures
 * @param all       pictures in it
 * @param everybody the selected people, possibly with degraded pictures
 * @param threshold given threshold, if there is one
 */
record SetEvaluation(
        Protocol asked,
        Path folder,
        FaceDataset all,
        FaceDataset everybody,
        @Nullable Double threshold,
        FaceEmbedder embedder,
        int threads,
        Output output) {
    private static final int PERCENT = 100;

    /** What was measured, for {@code --json}. */
    private record Document(
            String encoder,
            String data,
            Protocol protocol,
            boolean mirror,
            Object result,
            Rate failureToAcquire,
            Map<String, String> failures) {}

    void answer(Path encoder) {
        new SetProtocols(asked, threads, done -> {}).require(everybody);
        Optional<Templates> templates = asked.templates()
                .map(file -> within(reviewed(Templates.read(file, asked.pairs().orElseThrow(), all))));
        Collection<Picture> pictures = templates.isPresent()
                ? templates.get().pictures()
                : everybody.identities().stream()
                        .flatMap(identity -> identity.pictures().stream())
                        .toList();
        try (FaceRecognizer recognizer = embedder.load(encoder)) {
            PictureEmbeddings embeddings = embedder.of(pictures, recognizer, encoder);
            SetAnswer answer = templates.isPresent()
                    ? TemplateAnswer.of(
                            templates.get(),
                            embeddings,
                            recognizer.encoder().spec().distance(),
                            asked.seed())
                    : ofSet(recognizer, embeddings);
            output.answer(
                    answer.text() + EvaluationText.failureToAcquire(embeddings.failureToAcquire()),
                    new Document(
                            recognizer.encoder().space().sha256(),
                            folder.toString(),
                            asked,
                            embedder.mirror(),
                            answer.figures(),
                            embeddings.failureToAcquire(),
                            FaceEmbedder.failures(embeddings)));
        }
    }

    private Templates within(Templates listed) {
        Templates kept = listed.within(everybody);
        int outside = listed.matches().size() - kept.matches().size();
        if (outside > 0) {
            output.note(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d matches contain people outside --people and are left out",
                    listed.name(),
                    outside,
                    listed.matches().size()));
        }
        return kept;
    }

    private Templates reviewed(Templates all) {
        PairReview review = all.review();
        note(all, review.self(), "comparisons of a template with itself, left out");
        note(all, review.repeated(), "repeated comparisons, counted each time");
        return all.kept(review);
    }

    private void note(Templates all, List<Integer> places, String what) {
        if (!places.isEmpty()) {
            output.note(String.format(
                    Locale.ROOT,
                    "%s: %s: %d (the first is match %d)",
                    all.name(),
                    what,
                    places.size(),
                    places.get(0) + 1));
        }
    }

    private SetAnswer ofSet(FaceRecognizer recognizer, PictureEmbeddings embeddings) {
        double own = threshold != null
                ? threshold
                : recognizer
                        .encoder()
                        .spec()
                        .calibration()
                        .map(Calibration::threshold)
                        .orElse(Double.NaN);
        try (Progress progress = output.progress(asked.title(), PERCENT)) {
            return new SetProtocols(asked, threads, progress::at).of(FaceSet.of(everybody, embeddings), own);
        }
    }
}
