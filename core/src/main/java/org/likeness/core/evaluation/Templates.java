package org.likeness.core.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.UserException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Distance;

/**
 * Sets of pictures compared with sets, as in IJB-A, IJB-B and IJB-C (Whitelam et al. 2017, "IARPA Janus Benchmark-B Face Dataset"). A
 * template's embedding is the mean over its media, of each of which the mean over its pictures, put back to length 1: many frames of one film
 * count as one.
 *
 * @param name    for the report
 * @param matches pairs of templates
 */
public record Templates(String name, List<Match> matches) {
    /**
     * A set of pictures of one subject.
     *
     * @param subject who
     * @param media   pictures by the photograph or film that they are of
     */
    public record Template(String subject, Map<String, List<Picture>> media) {}

    /** Two templates that are compared. */
    public record Match(Template first, Template second) {
        /** Whether both are of one subject. */
        public boolean same() {
            return first.subject().equals(second.subject());
        }
    }

    /**
     * Reads IJB's layout: a text file whose first line names the columns, parted by commas, {@code TEMPLATE_ID}, {@code SUBJECT_ID} and
     * {@code FILENAME} (or {@code FILE}) among them, perhaps {@code MEDIA_ID} or {@code SIGHTING_ID}, and a file with the numbers of two templates a
     * line.
     *
     * @param data where the pictures are; found by their names or the ends of these
     * @throws UserException if a file is missing or malformed, or names what is not there; the message gives the line
     */
    public static Templates read(Path templates, Path matches, FaceDataset data) {
        Map<String, Template> known = templates(templates, data);
        List<Match> pairs = new ArrayList<>();
        List<String> lines = lines(matches);
        for (int line = 0; line < lines.size(); line++) {
            String[] fields = fields(lines.get(line));
            if (lines.get(line).isBlank()
                    || (line == 0 && !known.containsKey(fields[0]) && !fields[0].matches("\\d+"))) {
                continue; // a line of names
            }
            if (fields.length < 2) {
                throw malformed(matches, line, "two templates' numbers are due here, parted by a comma");
            }
            pairs.add(new Match(template(matches, line, fields[0], known), template(matches, line, fields[1], known)));
        }
        long same = pairs.stream().filter(Match::same).count();
        if (same == 0 || same == pairs.size()) {
            throw new UserException("%s holds %,d matches of one subject and %,d of two: both kinds are needed"
                    .formatted(matches, same, pairs.size() - same));
        }
        return new Templates(String.valueOf(matches.getFileName()), List.copyOf(pairs));
    }

    private static Map<String, Template> templates(Path file, FaceDataset data) {
        List<String> lines = lines(file);
        List<String> heads = lines.isEmpty()
                ? List.of()
                : Arrays.stream(fields(lines.get(0)))
                        .map(head -> head.toUpperCase(Locale.ROOT))
                        .toList();
        int id = heads.indexOf("TEMPLATE_ID");
        int subject = heads.indexOf("SUBJECT_ID");
        int name = Math.max(heads.indexOf("FILENAME"), heads.indexOf("FILE"));
        int medium = Math.max(heads.indexOf("MEDIA_ID"), heads.indexOf("SIGHTING_ID"));
        if (id < 0 || subject < 0 || name < 0) {
            throw malformed(file, 0, "the columns TEMPLATE_ID, SUBJECT_ID and FILENAME are due");
        }
        Map<String, Picture> pictures = byName(data);
        Map<String, Template> templates = new LinkedHashMap<>();
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            String[] fields = fields(lines.get(line));
            if (fields.length < heads.size()) {
                throw malformed(
                        file, line, "%d fields are due here, and there are %d".formatted(heads.size(), fields.length));
            }
            Picture picture = pictures.get(fields[name]);
            if (picture == null) {
                throw malformed(file, line, "there is no picture %s in the data set".formatted(fields[name]));
            }
            Template template = templates.computeIfAbsent(
                    fields[id], number -> new Template(fields[subject], new LinkedHashMap<>()));
            if (!template.subject().equals(fields[subject])) {
                throw malformed(
                        file, line, "template %s is of subject %s above".formatted(fields[id], template.subject()));
            }
            template.media()
                    .computeIfAbsent(medium < 0 ? fields[name] : fields[medium], key -> new ArrayList<>())
                    .add(picture);
        }
        return templates;
    }

    private static Map<String, Picture> byName(FaceDataset data) {
        Map<String, Picture> pictures = new HashMap<>();
        for (Identity identity : data.identities()) {
            for (Picture picture : identity.pictures()) {
                pictures.put(picture.name(), picture);
                pictures.putIfAbsent(picture.name().substring(picture.name().indexOf('/') + 1), picture);
            }
        }
        return pictures;
    }

    private static Template template(Path file, int line, String id, Map<String, Template> known) {
        Template template = known.get(id);
        if (template == null) {
            throw malformed(file, line, "there is no template %s".formatted(id));
        }
        return template;
    }

    private static String[] fields(String line) {
        return Arrays.stream(line.split(line.contains(",") ? "," : "\\s+", -1))
                .map(String::strip)
                .toArray(String[]::new);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UserException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static UserException malformed(Path file, int line, String reason) {
        return new UserException("%s, line %d: %s".formatted(file, line + 1, reason));
    }

    /** All pictures, each once. */
    public Set<Picture> pictures() {
        Set<Picture> pictures = new LinkedHashSet<>();
        for (Match match : matches) {
            match.first().media().values().forEach(pictures::addAll);
            match.second().media().values().forEach(pictures::addAll);
        }
        return pictures;
    }

    /** The distances of the matches; NaN where no picture of a template gave a face. */
    public ScoredPairs score(PictureEmbeddings embeddings, Distance distance) {
        Map<Template, Optional<float[]>> means = new IdentityHashMap<>();
        double[] distances = new double[matches.size()];
        boolean[] same = new boolean[distances.length];
        for (int i = 0; i < distances.length; i++) {
            Match match = matches.get(i);
            Optional<float[]> first = means.computeIfAbsent(match.first(), one -> mean(one, embeddings));
            Optional<float[]> second = means.computeIfAbsent(match.second(), one -> mean(one, embeddings));
            distances[i] =
                    first.isPresent() && second.isPresent() ? distance.between(first.get(), second.get()) : Double.NaN;
            same[i] = match.same();
        }
        return new ScoredPairs(distances, same);
    }

    /** The subjects of each match. */
    public PairPeople people() {
        Map<String, Integer> numbers = new HashMap<>();
        int[] first = new int[matches.size()];
        int[] second = new int[first.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = number(numbers, matches.get(i).first().subject());
            second[i] = number(numbers, matches.get(i).second().subject());
        }
        return new PairPeople(first, second);
    }

    private static int number(Map<String, Integer> numbers, String subject) {
        int next = numbers.size();
        Integer known = numbers.putIfAbsent(subject, next);
        return known == null ? next : known;
    }

    private static Optional<float[]> mean(Template template, PictureEmbeddings embeddings) {
        List<float[]> media = new ArrayList<>();
        for (List<Picture> pictures : template.media().values()) {
            unitMean(pictures.stream()
                            .flatMap(picture -> embeddings.of(picture).stream())
                            .toList())
                    .ifPresent(media::add);
        }
        return unitMean(media);
    }

    private static Optional<float[]> unitMean(List<float[]> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double[] sum = new double[rows.get(0).length];
        for (float[] row : rows) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row[i];
            }
        }
        double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / Math.max(length, 1e-12));
        }
        return Optional.of(mean);
    }
}
