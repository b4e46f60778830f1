package org.likeness.core.evaluation.pair;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.RegularFile;
import org.likeness.core.pickle.PickleException;
import org.likeness.core.pickle.PickleInput;
import org.likeness.core.pickle.PickleValue;
import org.likeness.core.pickle.Unpickler;

/**
 * The {@code .bin} files of pairs in which AgeDB-30, CFP-FP, LFW and others are distributed with their pictures: a pickle of a list of
 * encoded pictures, two for each pair, and a list of truth values, true for one person. Nothing in it is executed: what a pickle may hold
 * beside lists, bytes and truth values is refused. Pictures stay in the file until they are asked for.
 *
 * <p>Folds are as the field takes them: ten parts of the list in its order. The files name no people: each picture of a pair of two
 * people counts as a person of its own, and intervals by people are then those by pairs.
 *
 * @param data  the pictures
 * @param pairs of them
 */
public record PicturePairsFile(FaceDataset data, PairList pairs) {
    private static final int FOLDS = 10;

    /**
     * Reads such a file.
     *
     * @throws LikenessException if it is missing or cannot be read, or if it holds anything else
     */
    public static PicturePairsFile read(Path file) {
        RegularFile.require(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            PickleInput input = new PickleInput(in, 0, Files.size(file));
            return of(file, new Unpickler(input, PicturePairsPickle.KIND, new PicturePairsPickle()).load());
        } catch (PickleException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is not a file of picture pairs: it %s", file, e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(String.format(Locale.ROOT, "%s: no such file", file), e);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    private static PicturePairsFile of(Path file, PickleValue pickle) {
        if (!(pickle instanceof PickleValue.Items parts)
                || parts.values().size() != 2
                || !(parts.values().get(0) instanceof PickleValue.Items pictures)
                || !(parts.values().get(1) instanceof PickleValue.Items answers)) {
            throw new PickleException("does not hold two lists, of pictures and of truth values");
        }
        return of(file, pictures.values(), answers.values());
    }

    private static PicturePairsFile of(Path file, List<PickleValue> pictures, List<PickleValue> answers) {
        if (pictures.size() != 2L * answers.size() || answers.isEmpty()) {
            throw new PickleException(String.format(
                    Locale.ROOT,
                    "has %,d pictures and %,d truth values: two pictures for each truth value are due",
                    pictures.size(),
                    answers.size()));
        }
        List<Identity> people = new ArrayList<>();
        List<FacePair> pairs = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            String name = String.format(Locale.ROOT, "%05d", i);
            Picture first = picture(file, name + "/1", pictures.get(2 * i));
            Picture second = picture(file, name + "/2", pictures.get(2 * i + 1));
            boolean same = truth(answers.get(i), i);
            if (same) {
                people.add(new Identity(name, List.of(first, second)));
            } else {
                people.add(new Identity(name + "-1", List.of(first)));
                people.add(new Identity(name + "-2", List.of(second)));
            }
            pairs.add(new FacePair(first, second, same, (int) ((long) i * FOLDS / answers.size())));
        }
        String name = String.valueOf(file.getFileName());
        return new PicturePairsFile(
                new FaceDataset(name, people), new PairList(name, pairs, Math.min(FOLDS, answers.size())));
    }

    private static Picture picture(Path file, String name, PickleValue value) {
        return new PictureInPairsFile(name, file, PicturePairsPickle.picture(value));
    }

    private static boolean truth(PickleValue value, int place) {
        if (value != PickleValue.Constant.TRUE && value != PickleValue.Constant.FALSE) {
            throw new PickleException(String.format(
                    Locale.ROOT, "has %s where the truth value of pair %,d is due", value.kind(), place + 1));
        }
        return value == PickleValue.Constant.TRUE;
    }
}
