package org.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;
import org.likeness.core.image.codec.ImageEncoder;

/**
 * Parts a data set's people into two sets and plants what an audit is to find: {@code DATA OUT SEED}. Pictures are links, copies are files;
 * {@code truth.tsv} says what was planted. Nobody stands in two kinds of cases.
 */
public final class AuditCases {
    private static final int SHARED = 20;
    private static final int WRONG = 50;
    private static final int COPIES = 30;
    private static final int PICTURES_TO_SHARE = 4; // two in each set at least
    private static final int PICTURES_TO_MISLABEL = 5;
    private static final int PICTURES_BESIDE_A_COPY = 3;
    private static final float JPEG_QUALITY = 0.7f;

    private final Path data;
    private final Path out;
    private final SplittableRandom random;
    private final List<String> truth = new ArrayList<>();

    private AuditCases(Path data, Path out, long seed) {
        this.data = data.toAbsolutePath();
        this.out = out;
        this.random = new SplittableRandom(seed);
    }

    /** Plants, and writes what. */
    public static void main(String[] arguments) throws IOException {
        new AuditCases(Path.of(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[2])).plant();
    }

    private void plant() throws IOException {
        FaceDataset all = FolderDataset.read(data);
        List<Identity> people = Shuffled.of(all.identities(), random);
        List<Identity> first = new ArrayList<>(people.subList(0, people.size() / 2));
        List<Identity> second = new ArrayList<>(people.subList(people.size() / 2, people.size()));
        List<Identity> shared = taken(first, PICTURES_TO_SHARE, SHARED);
        List<Identity> beside = taken(first, PICTURES_BESIDE_A_COPY, COPIES / 2);
        Set<Picture> moved = new HashSet<>();
        mislabel(first, moved);
        for (int i = 0; i < shared.size(); i++) {
            share(shared.get(i), String.format(Locale.ROOT, "other-name-%02d", i));
        }
        for (Identity person : concat(first, beside)) {
            for (Picture picture : person.pictures()) {
                if (!moved.contains(picture)) {
                    link("first", person.name(), picture);
                }
            }
        }
        for (Identity person : second) {
            for (Picture picture : person.pictures()) {
                link("second", person.name(), picture);
            }
        }
        List<Identity> besideToo = taken(new ArrayList<>(second), PICTURES_BESIDE_A_COPY, COPIES - beside.size());
        List<Identity> originals = taken(new ArrayList<>(first), 1, COPIES);
        for (int i = 0; i < COPIES; i++) {
            boolean within = i < beside.size();
            Identity target = within ? beside.get(i) : besideToo.get(i - beside.size());
            copy(originals.get(i), moved, within ? "first" : "second", target.name(), i);
        }
        Files.write(out.resolve("truth.tsv"), truth);
    }

    private void mislabel(List<Identity> first, Set<Picture> moved) throws IOException {
        List<Identity> large = Shuffled.of(
                first.stream()
                        .filter(person -> person.pictures().size() >= PICTURES_TO_MISLABEL)
                        .toList(),
                random);
        if (large.size() <= WRONG) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d people have %d pictures or more: %d are expected",
                    large.size(),
                    PICTURES_TO_MISLABEL,
                    WRONG + 1));
        }
        for (int i = 0; i < WRONG; i++) {
            Identity from = large.get(i);
            Identity to = large.get((i + 1) % large.size());
            Picture picture = from.pictures().get(random.nextInt(from.pictures().size()));
            moved.add(picture);
            String name = link("first", to.name(), picture);
            truth.add(String.format(Locale.ROOT, "wrong\t%s\t%s", name, from.name()));
        }
    }

    private void share(Identity person, String otherName) throws IOException {
        List<Picture> pictures = Shuffled.of(person.pictures(), random);
        for (int i = 0; i < pictures.size(); i++) {
            link(i % 2 == 0 ? "first" : "second", i % 2 == 0 ? person.name() : otherName, pictures.get(i));
        }
        truth.add(String.format(Locale.ROOT, "shared\t%s\t%s", person.name(), otherName));
    }

    /** Cut by 2 to 8 percent, resized, brighter or darker, and stored with losses. */
    private void copy(Identity from, Set<Picture> moved, String set, String target, int number) throws IOException {
        Picture original = from.pictures().stream()
                .filter(picture -> !moved.contains(picture))
                .findFirst()
                .orElseThrow();
        FaceImage picture = original.decode();
        double size = 0.92 + 0.06 * random.nextDouble();
        double x = 0.5 + (random.nextDouble() - 0.5) * (1 - size);
        double y = 0.5 + (random.nextDouble() - 0.5) * (1 - size);
        double scale = 0.7 + 0.6 * random.nextDouble();
        FaceImage cut = Resampler.crop(
                picture, new CropFraction(x, y, size, size), (int) (scale * size * picture.width()), (int)
                        (scale * size * picture.height()));
        double light = 0.8 + 0.4 * random.nextDouble();
        byte[] rgb = cut.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(255, Math.round(light * (rgb[i] & 0xff)));
        }
        String name = String.format(Locale.ROOT, "%s/copy-%02d.jpg", target, number);
        Path file = out.resolve(set).resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, ImageEncoder.jpeg(new FaceImage(cut.width(), cut.height(), rgb), JPEG_QUALITY));
        truth.add(String.format(Locale.ROOT, "copy\t%s\t%s\t%s", set, name, original.name()));
    }

    private String link(String set, String person, Picture picture) throws IOException {
        Path source = data.resolve(picture.name());
        String name = person + "/" + source.getFileName();
        Path file = out.resolve(set).resolve(name);
        if (Files.exists(file)) {
            name = person + "/moved-" + source.getFileName();
            file = out.resolve(set).resolve(name);
        }
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, source);
        return name;
    }

    /** Takes the first people with enough pictures out of a list. */
    private static List<Identity> taken(List<Identity> people, int pictures, int count) {
        List<Identity> chosen = people.stream()
                .filter(person -> person.pictures().size() >= pictures)
                .limit(count)
                .toList();
        if (chosen.size() < count) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d people have %d pictures or more: %d are expected",
                    chosen.size(),
                    pictures,
                    count));
        }
        people.removeAll(chosen);
        return chosen;
    }

    private static List<Identity> concat(List<Identity> some, List<Identity> others) {
        List<Identity> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
