package org.likeness.app.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.likeness.app.report.MapSection;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.evaluation.PictureEmbeddings;
import org.likeness.core.evaluation.TSne;

/** Lays the pictures of a few people on a plane. */
final class FaceMap {
    private static final double PEOPLE_NEARBY = 2.5; // perplexity in people: whom one resembles is seen, too

    private FaceMap() {}

    /**
     * The map of the first people.
     *
     * @param people     as many as have colours are drawn
     * @param embeddings of all their pictures
     */
    static MapSection of(List<Identity> people, PictureEmbeddings embeddings) {
        List<Identity> drawn = people.subList(0, Math.min(people.size(), MapSection.COLOURS));
        List<float[]> points = new ArrayList<>();
        for (Identity person : drawn) {
            for (Picture picture : person.pictures()) {
                points.add(UnseenPeople.embedding(embeddings, picture));
            }
        }
        double each = (double) points.size() / drawn.size();
        double perplexity = Math.max(1.1, Math.min(PEOPLE_NEARBY * each, points.size() / 3.0 - 1));
        double[][] places = TSne.of(points.toArray(new float[0][]), perplexity);
        List<MapSection.Person> placed = new ArrayList<>();
        int next = 0;
        for (Identity person : drawn) {
            int end = next + person.pictures().size();
            placed.add(new MapSection.Person(
                    person.name(),
                    UnseenPeople.enrolled(person).decode(),
                    Arrays.asList(Arrays.copyOfRange(places, next, end))));
            next = end;
        }
        return new MapSection(
                placed,
                "All %d pictures of %d unseen people, each person in a colour, the enrolled picture amid them; laid out from the embeddings by t-SNE (perplexity %.0f), which was not told who is who. Neighbours are kept, large distances are not."
                        .formatted(points.size(), drawn.size(), perplexity));
    }
}
