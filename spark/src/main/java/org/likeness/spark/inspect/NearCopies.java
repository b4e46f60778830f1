package org.likeness.spark.inspect;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.DatasetInspection.Copies;
import org.likeness.core.dataset.DuplicateSearch;
import org.likeness.core.dataset.PictureSummary;
import org.likeness.core.image.PictureHash;
import org.likeness.spark.part.PartGroup;

/** A task: finds the pictures of a group of parts that look like others, in this group and in those after it. */
final class NearCopies implements FlatMapFunction<PartGroup, NearCopies.Pair> {
    private static final long serialVersionUID = 1;

    private final ArrayList<PartGroup> compared;
    private final Broadcast<HashSet<Long>> repeated;

    /** Two pictures that look alike, the first before the second. */
    record Pair(NumberedPicture first, NumberedPicture second) implements Serializable {
        Copies copies() {
            return new Copies(List.of(first.member(), second.member()), false);
        }
    }

    /** As a search through all pictures finds them. */
    static final class Order implements Comparator<Pair>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(Pair one, Pair other) {
            int order = Long.compare(one.first().number(), other.first().number());
            return order == 0
                    ? Long.compare(one.second().number(), other.second().number())
                    : order;
        }
    }

    /** The pictures of a group that can be decoded and are no repetition. */
    @SuppressWarnings("ArrayRecordComponent") // as a search takes them
    private record Compared(List<NumberedPicture> pictures, PictureHash[] hashes) {
        static Compared of(PartGroup group, Set<Long> repeated) {
            List<PictureSummary> summaries = NumberedPicture.summaries(group);
            List<NumberedPicture> pictures = new ArrayList<>();
            List<PictureHash> hashes = new ArrayList<>();
            for (int row = 0; row < summaries.size(); row++) {
                PictureSummary summary = summaries.get(row);
                if (summary.pixels().isPresent() && !repeated.contains(group.first() + row)) {
                    pictures.add(new NumberedPicture(group.first() + row, summary.member()));
                    hashes.add(summary.pixels().get().hash());
                }
            }
            return new Compared(pictures, hashes.toArray(PictureHash[]::new));
        }

        boolean isCopy(int row, Compared others, int other) {
            boolean onePerson = pictures.get(row)
                    .member()
                    .identity()
                    .equals(others.pictures.get(other).member().identity());
            return hashes[row].isCopyOf(others.hashes[other], onePerson);
        }

        Pair pair(int row, Compared others, int other) {
            return new Pair(pictures.get(row), others.pictures.get(other));
        }
    }

    /**
     * @param groups   all
     * @param repeated numbers of pictures that are byte-identical to an earlier one
     */
    NearCopies(List<PartGroup> groups, Broadcast<HashSet<Long>> repeated) {
        this.compared = new ArrayList<>(groups);
        this.repeated = repeated;
    }

    @Override
    public Iterator<Pair> call(PartGroup group) {
        Compared own = Compared.of(group, repeated.value());
        List<Pair> found = new ArrayList<>(pairs(own));
        compared.stream()
                .filter(others -> others.first() > group.first())
                .forEach(others -> found.addAll(pairs(own, Compared.of(others, repeated.value()))));
        return found.iterator();
    }

    /** The first ones: more are not told. */
    private static List<Pair> pairs(Compared own) {
        return new DuplicateSearch(own.hashes())
                .pairs(near -> own.isCopy(near.first(), own, near.second()), DatasetInspection.MOST_PAIRS).stream()
                        .map(near -> own.pair(near.first(), own, near.second()))
                        .toList();
    }

    private static List<Pair> pairs(Compared own, Compared others) {
        int count = own.hashes().length;
        return DuplicateSearch.of(own.hashes(), others.hashes())
                .pairs(
                        count,
                        count,
                        near -> own.isCopy(near.first(), others, near.second() - count),
                        DatasetInspection.MOST_PAIRS)
                .stream()
                .map(near -> own.pair(near.first(), others, near.second() - count))
                .toList();
    }
}
