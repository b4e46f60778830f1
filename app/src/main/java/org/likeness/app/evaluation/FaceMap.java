package org.likeness.app.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.app.report.MapSection;
import org.likeness.core.algebra.TSne;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.picture.PictureEmbeddings;

/** A two-dimensional map of the pictures of a few people. */
public final class FaceMap {
    private static final int LEAST_POINTS = 10;
    private static final double PEOPLE_NEARBY = 2.5; // perplexity in people: whom one resembles is seen, too

    private FaceMap() {}

    /**
     * The map of the first people.
     *
     * @param people     as many as have colors are drawn
     * @param embeddings of their pictures; those that gave no face are left out
     * @return empty if there are fewer than ten faces, or no person has two
     */
    public static Optional<MapSection> of(List<Identity> people, PictureEmbeddings embeddings) {
        List<Identity> drawn = new ArrayList<>();
        List<float[]> points = new ArrayList<>();
        for (Identity person : people) {
            List<Picture> found = person.pictures().stream()
                    .filter(picture -> embeddings.of(picture).isPresent())
                    .toList();
            if (!found.isEmpty() && drawn.size() < MapSection.COLORS) {
                drawn.add(new Identity(person.name(), found));
                found.forEach(picture -> points.add(embeddings.of(picture).orElseThrow()));
            }
        }
        if (points.size() < LEAST_POINTS || drawn.stream().noneMatch(Identity::givesPositives)) {
            return Optional.empty();
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
                    person.pictures().get(0).decode(),
                    Arrays.asList(Arrays.copyOfRange(places, next, end))));
            next = end;
        }
        return Optional.of(new MapSection(
                placed,
                String.format(
                        Locale.ROOT,
                        "%d pictures of %d people, one color and one sample picture per person; t-SNE of the embeddings (perplexity %.0f), without labels. It preserves neighborhoods, not large distances.",
                        points.size(),
                        drawn.size(),
                        perplexity)));
    }
}
