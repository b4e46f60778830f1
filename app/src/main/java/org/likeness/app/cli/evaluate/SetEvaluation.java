package org.likeness.app.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.api.evaluation.EvaluateAnswer;
import org.likeness.api.evaluation.EvaluationResult;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.app.protocol.ProtocolText;
import org.likeness.app.protocol.TemplateText;
import org.likeness.app.wire.EvaluationAnswers;
import org.likeness.app.wire.Rates;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.FaceSet;
import org.likeness.core.evaluation.identification.Protocol;
import org.likeness.core.evaluation.identification.SetResult;
import org.likeness.core.evaluation.identification.TemplateVerification;
import org.likeness.core.evaluation.identification.Templates;
import org.likeness.core.evaluation.pair.PairReview;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.server.answer.Faces;

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

    void answer(Path encoder) {
        if (asked instanceof Protocol.OfTemplates ofTemplates) {
            answer(encoder, ofTemplates);
        } else {
            answer(encoder, (Protocol.OfSet) asked);
        }
    }

    private void answer(Path encoder, Protocol.OfTemplates protocol) {
        Templates templates = within(reviewed(Templates.read(protocol.templates(), protocol.pairs(), all)));
        try (FaceRecognizer recognizer = embedder.load(encoder)) {
            PictureEmbeddings embeddings = embedder.of(templates.pictures(), recognizer, encoder);
            TemplateVerification result = TemplateVerification.of(
                    templates, embeddings, recognizer.encoder().spec().distance(), protocol.seed());
            answer(recognizer, embeddings, TemplateText.of(result), EvaluationAnswers.of(result));
        }
    }

    private void answer(Path encoder, Protocol.OfSet protocol) {
        protocol.require(everybody);
        List<Picture> pictures = everybody.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        try (FaceRecognizer recognizer = embedder.load(encoder)) {
            PictureEmbeddings embeddings = embedder.of(pictures, recognizer, encoder);
            SetResult result = result(protocol, recognizer, embeddings);
            answer(recognizer, embeddings, ProtocolText.of(protocol, result), EvaluationAnswers.of(result));
        }
    }

    private void answer(FaceRecognizer recognizer, PictureEmbeddings embeddings, String text, EvaluationResult result) {
        output.answer(
                text + EvaluationText.failureToAcquire(embeddings.failureToAcquire()),
                new EvaluateAnswer(
                        recognizer.encoder().space().sha256(),
                        folder.toString(),
                        embedder.mirror(),
                        EvaluationAnswers.of(asked),
                        result,
                        Rates.of(embeddings.failureToAcquire()),
                        Faces.failures(FaceEmbedder.failures(embeddings))));
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

    private SetResult result(Protocol.OfSet protocol, FaceRecognizer recognizer, PictureEmbeddings embeddings) {
        double own = threshold != null
                ? threshold
                : recognizer
                        .encoder()
                        .spec()
                        .calibration()
                        .map(Calibration::threshold)
                        .orElse(Double.NaN);
        try (Progress progress = output.progress(asked.title(), PERCENT)) {
            return protocol.evaluate(FaceSet.of(everybody, embeddings), own, threads, progress::at);
        }
    }
}
