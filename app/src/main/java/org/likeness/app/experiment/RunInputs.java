package org.likeness.app.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.image.FaceImage;
import org.likeness.model.yaml.YamlValue;

/**
 * The inputs of the runs of a variant besides the recipe.
 *
 * @param people   number of training people, drawn by the run's seed; 0 for all
 * @param pictures pictures per person, drawn by the run's seed; only people with that many are used; 0 for all
 * @param copies   copies of each picture, from 1; each is augmented independently
 * @param start    encoder to start from; empty for random weights
 */
public record RunInputs(
        int people, int pictures, int copies, @Nullable String start) {
    /** Everything there is, and random weights. */
    static final RunInputs ALL = new RunInputs(0, 0, 1, null);

    private static final Set<String> KEYS = Set.of("people", "pictures", "copies", "start");

    /**
     * Reads what is given; keys that are missing are as they were.
     *
     * @param file to which a start's path is relative
     * @throws LikenessException if a key is unknown, or a number too small
     */
    RunInputs with(YamlValue given, Path file) {
        given.entries(KEYS);
        return new RunInputs(
                number(given, "people", people, 2),
                number(given, "pictures", pictures, 1),
                number(given, "copies", copies, 1),
                given.at("start")
                        .map(path -> file.resolveSibling(path.text()).toString())
                        .orElse(start));
    }

    private static int number(YamlValue given, String key, int otherwise, int least) {
        return given.at(key)
                .map(number -> (int) number.whole(least, Integer.MAX_VALUE))
                .orElse(otherwise);
    }

    /**
     * What of a training set a run is given.
     *
     * @param seed of the run
     * @throws LikenessException if there are fewer people
     */
    FaceDataset of(FaceDataset training, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Identity> able = training.identities().stream()
                .filter(identity -> identity.pictures().size() >= pictures)
                .toList();
        if (able.size() < people) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "given.people is %,d: %s has %,d with %,d pictures or more to learn from",
                    people,
                    training.name(),
                    able.size(),
                    Math.max(1, pictures)));
        }
        if (people > 0) {
            able = Shuffled.<Identity>of(able, random).subList(0, people);
        }
        return new FaceDataset(
                training.name(),
                able.stream()
                        .map(identity -> new Identity(identity.name(), pictures(identity, random)))
                        .toList());
    }

    private List<Picture> pictures(Identity identity, SplittableRandom random) {
        List<Picture> drawn = identity.pictures();
        if (pictures > 0) {
            drawn = Shuffled.<Picture>of(drawn, random).subList(0, pictures);
        }
        List<Picture> all = new ArrayList<>();
        for (Picture picture : drawn) {
            all.add(picture);
            IntStream.range(1, copies).forEach(copy -> all.add(new Copy(picture, copy)));
        }
        return all;
    }

    /** The encoder to begin with. */
    Optional<Path> encoder() {
        return Optional.ofNullable(start).map(Path::of);
    }

    /** A picture once more. */
    private record Copy(Picture picture, int number) implements Picture {
        @Override
        public String name() {
            return String.format(Locale.ROOT, "%s, copy %d", picture.name(), number);
        }

        @Override
        public FaceImage decode() {
            return picture.decode();
        }

        @Override
        public byte[] content() {
            return picture.content();
        }

        @Override
        public Optional<String> shard() {
            return picture.shard();
        }
    }
}
