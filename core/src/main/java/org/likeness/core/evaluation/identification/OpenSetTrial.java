package org.likeness.core.evaluation.identification;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.search.EmbeddedPictures;

/**
 * The gallery and the probes of an open-set trial.
 *
 * @param gallery faces of the enrolled people
 * @param known   further faces of these people: probes
 * @param lost    number of further pictures of these people without a face: probes that are always missed
 * @param strange faces of all others: probes of strangers
 */
public record OpenSetTrial(EmbeddedPictures gallery, EmbeddedPictures known, long lost, EmbeddedPictures strange) {
    /**
     * Enrolls people in the given order until there are enough, each with randomly drawn faces; all others are strangers. A person without
     * a face to enroll, or without a further picture as a probe, is a stranger, too.
     *
     * @param set    whose people they are
     * @param people numbers of those who take part
     * @param wanted how many are to be enrolled, fewer if there are not so many
     * @param each   faces of each in the gallery, at least 1; fewer of those who have fewer
     */
    public static OpenSetTrial draw(FaceSet set, List<Integer> people, int wanted, int each, SplittableRandom random) {
        List<List<Integer>> rows = set.byPerson();
        List<Integer> gallery = new ArrayList<>();
        List<Integer> known = new ArrayList<>();
        List<Integer> strange = new ArrayList<>();
        long lost = 0;
        int enrolled = 0;
        for (int person : people) {
            List<Integer> own = Shuffled.of(rows.get(person), random);
            int probes = own.size() + set.failed()[person] - 1;
            if (enrolled < wanted && probes > 0 && !own.isEmpty()) {
                int given = Math.min(Math.min(each, own.size()), probes);
                gallery.addAll(own.subList(0, given));
                known.addAll(own.subList(given, own.size()));
                lost += set.failed()[person];
                enrolled++;
            } else {
                strange.addAll(own);
            }
        }
        return new OpenSetTrial(set.rows(gallery), set.rows(known), lost, set.rows(strange));
    }
}
