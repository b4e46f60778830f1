package org.likeness.api.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalLong;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.gallery.HistoryAnswer;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.service.FaceGroupsAnswer;
import org.likeness.api.service.GalleryThresholdsAnswer;
import org.likeness.api.service.ImportedGalleryAnswer;
import org.likeness.api.service.RemovedGalleryAnswer;
import org.likeness.api.service.SearchRequest;

/** The operations on a gallery: {@link RecognitionClient#gallery}. Thread-safe. */
public final class GalleryClient {
    private final Transport transport;
    private final String name;

    GalleryClient(Transport transport, String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) { // no segment of a path
            throw new IllegalArgumentException("\"" + name + "\" is no name of a gallery");
        }
        this.transport = transport;
        this.name = name;
    }

    /** The name that the service gives it. */
    public String name() {
        return name;
    }

    /** What the gallery holds. */
    public GalleryStatsAnswer stats() {
        return transport.answer(Call.of(Operation.GALLERY, name), GalleryStatsAnswer.class);
    }

    /** Which errors to expect of searches in a gallery of its present size. */
    public GalleryThresholdsAnswer thresholds() {
        return transport.answer(Call.of(Operation.GALLERY_THRESHOLDS, name), GalleryThresholdsAnswer.class);
    }

    /** Reads everything and checks that it fits together. */
    public GalleryCheckAnswer check() {
        return transport.answer(Call.of(Operation.GALLERY_CHECK, name), GalleryCheckAnswer.class);
    }

    /**
     * The last changes, the latest first.
     *
     * @param count at most so many, in [1, 1000]
     */
    public HistoryAnswer history(int count) {
        return transport.answer(Call.of(Operation.GALLERY_HISTORY, name).query("count", count), HistoryAnswer.class);
    }

    /** Undoes the last change that was not undone; forgetting cannot be undone. Without such a change, there is no event in the answer. */
    public HistoryAnswer undo() {
        return transport.answer(Call.of(Operation.GALLERY_UNDO, name), HistoryAnswer.class);
    }

    /** Who is on pictures: every face is answered. */
    public IdentifyAnswer identify(List<Picture> pictures) {
        return identify(pictures, IdentifyOptions.USUAL);
    }

    /** Who is on pictures. */
    public IdentifyAnswer identify(List<Picture> pictures, IdentifyOptions options) {
        return transport.answer(
                Call.of(Operation.IDENTIFY, name).query(options.query()).body(pictures), IdentifyAnswer.class);
    }

    /** The faces of pictures, grouped by person, and whether each is somebody who is enrolled. Nothing is enrolled by that. */
    public FaceGroupsAnswer cluster(List<Picture> pictures, ClusterOptions options) {
        return transport.answer(
                Call.of(Operation.CLUSTER, name).query(options.query()).body(pictures), FaceGroupsAnswer.class);
    }

    /** Who is near enrolled faces, or near embeddings, without pictures. The people of enrolled faces are not found by these. */
    public IdentifyAnswer search(SearchRequest request) {
        return search(request, IdentifyOptions.USUAL);
    }

    /** Who is near enrolled faces, or near embeddings. */
    public IdentifyAnswer search(SearchRequest request, IdentifyOptions options) {
        return transport.answer(
                Call.of(Operation.SEARCH, name).query(options.query()).body(request), IdentifyAnswer.class);
    }

    /**
     * Writes everything but the history to a file, as JSON Lines: with embeddings and kept pictures, which are biometric data.
     *
     * @param file created or replaced, as a whole or not at all
     */
    public void exportTo(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (InputStream lines = transport.open(Call.of(Operation.GALLERY_EXPORT, name))) {
                Files.copy(lines, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the gallery could not be written", e);
        }
    }

    /** Adds all people of an exported file, in one change. */
    public ImportedGalleryAnswer importFrom(Path file) {
        return transport.answer(
                Call.of(Operation.GALLERY_IMPORT, name).body(Body.lines(file)), ImportedGalleryAnswer.class);
    }

    /**
     * Removes the gallery with all that it holds, for good. A key that administers all galleries is needed, and the gallery must be one of the
     * folder for galleries: one that the service was given by name remains.
     *
     * @see RecognitionClient#createGallery
     */
    public RemovedGalleryAnswer remove() {
        return transport.answer(Call.of(Operation.GALLERY_REMOVE, name), RemovedGalleryAnswer.class);
    }

    /**
     * What happens in the gallery from now on. Close it.
     *
     * @param after the last event that is known: those since then come first, as far as the service remembers them
     */
    public EventStream events(OptionalLong after) {
        Call call = Call.of(Operation.EVENTS, name);
        return new EventStream(transport.open(after.isPresent() ? call.after(after.getAsLong()) : call));
    }

    /** The operations on the people of the gallery. */
    public PeopleClient people() {
        return new PeopleClient(transport, name);
    }

    /**
     * The operations on one person. Nothing is sent yet.
     *
     * @param id of the person in the gallery
     */
    public PersonClient person(long id) {
        return new PersonClient(transport, name, id);
    }

    /** The operations on single faces. */
    public FacesClient faces() {
        return new FacesClient(transport, name);
    }

    @Override
    public String toString() {
        return "GalleryClient[" + name + "]";
    }
}
