package org.likeness.app.cli.gallery;

import java.time.Duration;
import java.util.List;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.api.gallery.GalleryAnswer;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.gallery.HistoryAnswer;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.api.service.EditPersonRequest;

/** A gallery that answers with documents: one that is opened here, or one of a server. */
interface AnsweringGallery extends PeopleLookup, AutoCloseable {
    GalleryAnswer list();

    GalleryStatsAnswer stats();

    GalleryCheckAnswer check();

    /** The last changes, the latest first. */
    HistoryAnswer history(int count);

    /** The change that was undone; without an event if there is none that can be. */
    HistoryAnswer undo();

    PersonAnswer person(long id);

    PersonAnswer edit(long id, EditPersonRequest change);

    /** Gives the person who remains. */
    PersonAnswer merge(long from, long into);

    PersonAnswer move(List<Long> faces, long into);

    PersonAnswer split(List<Long> faces, String name);

    SimilarPeopleAnswer similar(long person, int count);

    /** The people near to one face. */
    SimilarPeopleAnswer similarToFace(long face, int count);

    ForgetAnswer forget(List<Long> people);

    ForgetAnswer forgetFaces(List<Long> faces);

    ForgetAnswer forgetOlderThan(Duration age);

    @Override
    void close();
}
