package org.likeness.server.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.recognition.Thresholds;

/** The networks of the service: from pictures to faces and embeddings, in turn. Thread-safe. */
public final class ServedFaces implements AutoCloseable {
    private final FaceEncoder encoder;
    private final boolean detects;
    private final FaceExtraction extraction;
    private final WorkQueue queue;
    private final List<FaceAcquirer> acquirers = new ArrayList<>(); // in the order of the choices

    /**
     * How faces are found.
     *
     * @param detector  closed with the faces
     * @param alignment that the encoder expects
     */
    public record Detection(FaceDetector detector, FaceAlignment alignment) {}

    /**
     * @param encoder    closed with this
     * @param detection  how faces are found; empty if pictures are faces that are cut out already
     * @param extraction how faces are obtained, as galleries record it
     */
    public ServedFaces(FaceEncoder encoder, Optional<Detection> detection, FaceExtraction extraction, WorkQueue queue) {
        this.encoder = encoder;
        this.detects = detection.isPresent();
        this.extraction = extraction;
        this.queue = queue;
        for (FaceChoice choice : FaceChoice.values()) {
            acquirers.add(detection
                    .<FaceAcquirer>map(how -> new AligningAcquirer(how.detector(), choice, how.alignment()))
                    .orElse(FaceAcquirer.WHOLE));
        }
    }

    public FaceEncoder encoder() {
        return encoder;
    }

    public FaceExtraction extraction() {
        return extraction;
    }

    public Thresholds thresholds() {
        return new Thresholds(encoder);
    }

    /** Whether faces are looked for in pictures. */
    public boolean detects() {
        return detects;
    }

    /** The alignment of kept faces; empty without a detector. */
    public Optional<FaceAlignment> cropAlignment() {
        return acquirers.get(0).alignment();
    }

    /**
     * Does work with pictures in its turn.
     *
     * @throws WorkQueue.FullException if too many wait
     */
    public <T> T inTurn(Supplier<T> work) {
        return queue.run(work);
    }

    /**
     * Asks whether work would be taken now.
     *
     * @throws WorkQueue.FullException if too many wait
     */
    public void requirePlace() {
        queue.requirePlace();
    }

    /** How many wait for their turn. */
    public int waiting() {
        return queue.waiting();
    }

    /** The faces of a picture that count; a failure if there is none. */
    public List<Acquisition> acquire(FaceImage picture, FaceChoice choice) {
        return acquirers.get(choice.ordinal()).acquire(picture);
    }

    /** The embedding of a face that was acquired. */
    public Embedding embed(Acquisition face) {
        return encoder.embed(List.of(face.taken().orElseThrow())).get(0);
    }

    @Override
    public void close() {
        try (FaceEncoder last = encoder) {
            acquirers.get(0).close(); // and with it the detector that all share
        }
    }
}
