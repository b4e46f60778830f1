package org.likeness.shards.tar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.likeness.core.dataset.ComputedPictures;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.folder.NaturalOrder;
import org.likeness.shards.listing.DamageLog;

/**
 * The pictures of all shards, by identity and, of one identity, in natural order of their names. A picture takes 8 bytes of memory beside those
 * of its {@link ShardIndex}.
 *
 * <p>A name that stands in several shards is prefixed there with that of the shard, as keys that start again in each shard require. Of a name
 * that stands twice in one shard, the first counts; the others are damages.
 */
final class ShardPictures {
    private final List<ShardIndex> shards;
    private final List<String> shardNames;
    private final long[] pictures;
    private final BitSet prefixed = new BitSet();

    private ShardPictures(List<ShardIndex> shards, long[] pictures) {
        this.shards = shards;
        this.shardNames = shardNames(shards);
        this.pictures = pictures;
    }

    /**
     * The identities.
     *
     * @param shards  of the set
     * @param named   the identity's name of each person of a shard; empty for one who is left out
     * @param damages told what stands twice
     * @return in natural order
     */
    static List<Identity> identities(
            List<ShardIndex> shards, Function<ShardIndex.Person, String> named, DamageLog damages) {
        List<String> names = names(shards, named);
        List<int[]> numbers = numbers(shards, named, names);
        int[] firsts = new int[names.size() + 1];
        for (int s = 0; s < shards.size(); s++) {
            for (int picture = 0; picture < shards.get(s).pictureCount(); picture++) {
                int number = numbers.get(s)[shards.get(s).person(picture)];
                if (number >= 0) {
                    firsts[number + 1]++;
                }
            }
        }
        Arrays.parallelPrefix(firsts, Math::addExact);
        long[] pictures = new long[firsts[names.size()]];
        int[] next = firsts.clone();
        for (int s = 0; s < shards.size(); s++) {
            for (int picture = 0; picture < shards.get(s).pictureCount(); picture++) {
                int number = numbers.get(s)[shards.get(s).person(picture)];
                if (number >= 0) {
                    pictures[next[number]++] = (long) s << Integer.SIZE | picture;
                }
            }
        }
        var all = new ShardPictures(shards, pictures);
        return IntStream.range(0, names.size())
                .mapToObj(number -> all.identity(names.get(number), firsts[number], firsts[number + 1], damages))
                .toList();
    }

    private static List<String> names(List<ShardIndex> shards, Function<ShardIndex.Person, String> named) {
        Set<String> names = new HashSet<>();
        for (ShardIndex shard : shards) {
            shard.people().forEach(person -> names.add(named.apply(person)));
        }
        names.remove("");
        return names.stream().sorted(new NaturalOrder()).toList();
    }

    /** For each shard, the number of each of its people; −1 for one who is left out. */
    private static List<int[]> numbers(
            List<ShardIndex> shards, Function<ShardIndex.Person, String> named, List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        return shards.stream()
                .map(shard -> shard.people().stream()
                        .mapToInt(person -> numbers.getOrDefault(named.apply(person), -1))
                        .toArray())
                .toList();
    }

    private static List<String> shardNames(List<ShardIndex> shards) {
        List<String> stems = shards.stream()
                .map(shard -> shard.file().name())
                .map(name -> name.endsWith(".tar") ? name.substring(0, name.length() - 4) : name)
                .toList();
        return Set.copyOf(stems).size() == stems.size()
                ? stems
                : IntStream.range(0, stems.size())
                        .mapToObj(i -> i + "-" + stems.get(i))
                        .toList();
    }

    private record Named(String name, long picture) {}

    /** Sorts one identity's pictures. */
    private Identity identity(String identity, int first, int end, DamageLog damages) {
        List<Named> named = new ArrayList<>(end - first);
        for (int place = first; place < end; place++) {
            named.add(new Named(within(place), pictures[place]));
        }
        named.sort(Comparator.comparing(Named::name, new NaturalOrder()).thenComparing(Named::picture));
        int kept = first;
        for (int i = 0; i < named.size(); i++) {
            boolean isRepeated =
                    i > 0 && named.get(i).name().equals(named.get(i - 1).name());
            long picture = named.get(i).picture();
            if (isRepeated && shardOf(picture) == shardOf(named.get(i - 1).picture())) {
                damages.add(String.format(
                        Locale.ROOT,
                        "%s has %s of %s twice; the first is used",
                        shards.get(shardOf(picture)).file().name(),
                        named.get(i).name(),
                        identity));
                continue;
            }
            if (isRepeated) {
                prefixed.set(kept - 1);
                prefixed.set(kept);
            }
            pictures[kept++] = picture;
        }
        return new Identity(
                identity,
                new ComputedPictures(kept - first, number -> new ShardPicture(this, identity, first + number)));
    }

    private static int shardOf(long picture) {
        return (int) (picture >>> Integer.SIZE);
    }

    ShardIndex shard(int place) {
        return shards.get(shardOf(pictures[place]));
    }

    /** A picture's number in its shard. */
    int picture(int place) {
        return (int) pictures[place];
    }

    private String within(int place) {
        return shard(place).name(picture(place));
    }

    /** A picture's name in the set. */
    String name(String identity, int place) {
        ShardIndex shard = shard(place);
        String folder = shard.people().get(shard.person(picture(place))).folder();
        return identity
                + "/"
                + (prefixed.get(place) ? shardNames.get(shardOf(pictures[place])) + "/" : "")
                + (folder.isEmpty() || folder.equals(identity) ? "" : folder + "/")
                + within(place);
    }
}
