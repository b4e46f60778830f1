package org.likeness.spark.part;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.shards.FaceSets;
import org.likeness.shards.listing.Damages;
import org.likeness.shards.listing.FaceSetListing;

/**
 * What one task reads: a whole shard, or some people of a set.
 *
 * @param name  of its output files
 * @param set   the path of the shard, or of the set
 * @param depth folders that name a person
 * @param first number of the first person
 * @param end   number after that of the last person; the largest integer for a whole shard
 */
public record SetPart(String name, String set, int depth, int first, int end) implements Serializable {
    private static final int ALL = Integer.MAX_VALUE;

    /**
     * The parts of a set: its tar shards, or its people, so many at a time as have at least some pictures.
     *
     * @param depth    folders that name a person
     * @param pictures that a part of a set without shards has, at least 1
     * @throws LikenessException if the set cannot be opened
     */
    public static List<SetPart> of(Path set, int depth, int pictures) {
        List<Path> shards = FaceSets.shards(set);
        List<SetPart> parts = new ArrayList<>();
        for (Path shard : shards) {
            parts.add(new SetPart(name(parts.size()), shard.toAbsolutePath().toString(), depth, 0, ALL));
        }
        return shards.isEmpty() ? ofPeople(set.toAbsolutePath().toString(), depth, pictures) : parts;
    }

    private static List<SetPart> ofPeople(String set, int depth, int pictures) {
        FaceDataset data =
                FaceSets.open(Path.of(set), depth, FaceSets.USUAL_THREADS).data();
        List<SetPart> parts = new ArrayList<>();
        int first = 0;
        long gathered = 0;
        for (int person = 0; person < data.identities().size(); person++) {
            gathered += data.identities().get(person).pictures().size();
            if (gathered >= pictures || person == data.identities().size() - 1) {
                parts.add(new SetPart(name(parts.size()), set, depth, first, person + 1));
                first = person + 1;
                gathered = 0;
            }
        }
        return parts;
    }

    /** The name of the part of a number, from 0 on. */
    public static String name(int number) {
        return String.format(Locale.ROOT, "part-%05d", number);
    }

    /** Whether this is a shard, whose headers are read by the task. */
    public boolean isShard() {
        return end == ALL;
    }

    /**
     * Reads the part. One that cannot be read is told, and does not end the job.
     *
     * @param job        whose tasks in one process open a set without shards once
     * @param work       is given what tells the part's file from a later one, and its people and pictures
     * @param unreadable is given the reason instead
     */
    public <R> R read(String job, BiFunction<String, FaceSetListing, R> work, Function<String, R> unreadable) {
        FaceSetListing listing;
        String source;
        try {
            listing = open(job);
            source = JobFolder.source(this);
        } catch (LikenessException e) {
            return unreadable.apply(String.valueOf(e.getMessage()));
        }
        return work.apply(source, listing);
    }

    /**
     * The people and pictures of the part, and what is passed over or damaged; of a set without shards, that is told once, with its first part.
     *
     * @param job whose tasks in one process open such a set once
     */
    FaceSetListing open(String job) {
        if (isShard()) {
            return FaceSets.open(Path.of(set), depth, 1);
        }
        FaceSetListing all = OpenedSets.of(job, set, depth);
        return new FaceSetListing(
                new FaceDataset(all.data().name(), all.data().identities().subList(first, end)),
                first == 0 ? all.passedOver() : SkippedFiles.NOTHING,
                all.deeper(),
                first == 0 ? all.damages() : Damages.NONE);
    }
}
