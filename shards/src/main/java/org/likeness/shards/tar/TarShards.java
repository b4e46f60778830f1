package org.likeness.shards.tar;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.DamageLog;
import org.likeness.shards.listing.Damages;
import org.likeness.shards.listing.FaceSetListing;

/**
 * Opens tar shards as one set: reads the headers of all members once, and keeps where each picture lies. Who is in a picture is described in
 * {@code docs/formats/shards.md}.
 */
public final class TarShards {
    private TarShards() {}

    /** A shard that was read, and its damages. */
    private record Read(ShardReader.Content content, DamageLog damages) {}

    /**
     * Opens a set.
     *
     * @param name    of the set
     * @param files   the shards
     * @param index   what is known of them; empty if nothing is
     * @param depth   folders that name a person, at least 1
     * @param threads that read, at least 1
     * @throws LikenessException if a shard cannot be read, or there is no picture of a known person in them
     */
    public static FaceSetListing open(
            String name, List<SharedFile> files, Optional<WidsIndex> index, int depth, int threads) {
        List<Read> read = new Workers(threads)
                .map(
                        files,
                        file -> {
                            var damages = new DamageLog();
                            return new Read(ShardReader.read(file, depth, damages), damages);
                        },
                        done -> {});
        index.ifPresent(known -> read.forEach(shard -> compare(known.byName(), shard)));
        if (read.size() > 1) { // a single one is refused below
            read.forEach(TarShards::requirePicture);
        }
        var more = new DamageLog();
        List<ShardIndex> shards =
                read.stream().map(shard -> shard.content().index()).toList();
        List<Identity> identities = ShardPictures.identities(shards, naming(shards, more), more);
        Damages damages = read.stream()
                .map(shard -> shard.damages().damages())
                .reduce(Damages.NONE, Damages::plus)
                .plus(more.damages());
        SkippedFiles passedOver = read.stream()
                .map(shard -> shard.content().passedOver())
                .reduce(SkippedFiles.NOTHING, SkippedFiles::plus);
        if (identities.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s contains no picture of a named person: pictures in folders of people, such as ann/03.jpg, or samples with a .cls or .json file are expected%s%s",
                    name,
                    damages.isEmpty() ? "" : "; " + damages.examples().get(0),
                    passedOver.isEmpty() ? "" : "; it holds " + passedOver.text()));
        }
        return new FaceSetListing(new FaceDataset(name, identities), passedOver, deeper(shards), damages);
    }

    /** Nothing tells an empty shard from one whose pictures are lost. */
    private static void requirePicture(Read shard) {
        if (shard.content().index().pictureCount() == 0
                && shard.damages().damages().isEmpty()) {
            shard.damages()
                    .add(String.format(
                            Locale.ROOT,
                            "%s contains no picture",
                            shard.content().index().file().name()));
        }
    }

    private static void compare(Map<String, WidsIndex.Shard> known, Read shard) {
        SharedFile file = shard.content().index().file();
        WidsIndex.Shard stated = known.get(file.name());
        if (stated == null) {
            shard.damages().add(String.format(Locale.ROOT, "%s is not in the index of the shards", file.name()));
            return;
        }
        if (stated.fileSize() >= 0 && stated.fileSize() != file.size()) {
            shard.damages()
                    .add(String.format(
                            Locale.ROOT,
                            "%s has %,d bytes, and %,d in the index of the shards",
                            file.name(),
                            file.size(),
                            stated.fileSize()));
        }
        if (stated.samples() >= 0 && stated.samples() != shard.content().samples()) {
            shard.damages()
                    .add(String.format(
                            Locale.ROOT,
                            "%s has %,d samples, and %,d in the index of the shards",
                            file.name(),
                            shard.content().samples(),
                            stated.samples()));
        }
    }

    /**
     * The names of the identities. Where there are labels, they tell who is who; folders name them if each label has one folder and each folder
     * one label. Without labels, folders do both.
     */
    private static Function<ShardIndex.Person, String> naming(List<ShardIndex> shards, DamageLog damages) {
        Map<String, String> folders = new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        Set<String> unlabeled = new HashSet<>();
        boolean isOneToOne = true;
        for (ShardIndex shard : shards) {
            for (ShardIndex.Person person : shard.people()) {
                if (person.label().isEmpty()) {
                    unlabeled.add(person.folder());
                    continue;
                }
                String folder = folders.putIfAbsent(person.label(), person.folder());
                String label = labels.putIfAbsent(person.folder(), person.label());
                isOneToOne &= !person.folder().isEmpty()
                        && (folder == null || folder.equals(person.folder()))
                        && (label == null || label.equals(person.label()));
            }
        }
        if (isOneToOne) {
            return ShardIndex.Person::folder;
        }
        unlabeled.forEach(folder -> damages.add(String.format(
                Locale.ROOT, "pictures in the folder %s have no label, and others have: they are left out", folder)));
        return ShardIndex.Person::label;
    }

    /** An example, if all pictures lie one folder deeper, and each person's in several. */
    private static Optional<String> deeper(List<ShardIndex> shards) {
        Set<String> people = new HashSet<>();
        Set<String> inner = new HashSet<>();
        String example = "";
        for (ShardIndex shard : shards) {
            for (int picture = 0; picture < shard.pictureCount(); picture++) {
                String name = shard.name(picture);
                ShardIndex.Person person = shard.people().get(shard.person(picture));
                int stop = name.indexOf('/');
                if (stop < 0 || stop != name.lastIndexOf('/') || !person.label().isEmpty()) {
                    return Optional.empty();
                }
                people.add(person.folder());
                inner.add(person.folder() + "/" + name.substring(0, stop));
                example = person.folder() + "/" + name;
            }
        }
        return inner.size() >= 2L * people.size() ? Optional.of(example) : Optional.empty();
    }
}
