package org.likeness.core.evaluation.identification;

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
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.PictureNames;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.pair.PairReview;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.file.Table;

/**
 * Sets of pictures compared with sets, as in IJB-A, IJB-B and IJB-C (Whitelam et al. 2017, "IARPA Janus Benchmark-B Face Dataset"). The
 * embedding of a template is the mean over its media, and that of a medium the mean over its pictures, normalized to length 1: the frames
 * of one video count as one.
 *
 * @param name    for reports
 * @param matches pairs of templates
 */
public record Templates(String name, List<Match> matches) {
    /**
     * A set of pictures of one subject.
     *
     * @param subject who
     * @param media   pictures by the photograph or film that they are of
     */
    public record Template(String subject, Map<String, List<Picture>> media) {
        private Optional<Template> within(Map<String, Picture> kept) {
            Map<String, List<Picture>> others = new LinkedHashMap<>();
            for (Map.Entry<String, List<Picture>> medium : media.entrySet()) {
                List<Picture> pictures = medium.getValue().stream()
                        .flatMap(picture -> Stream.ofNullable(kept.get(picture.name())))
                        .toList();
                if (pictures.size() < medium.getValue().size()) {
                    return Optional.empty();
                }
                others.put(medium.getKey(), pictures);
            }
            return Optional.of(new Template(subject, others));
        }
    }

    /** A line of the file of templates. */
    private record Entry(Table.Row row, String template, String subject, String medium, String picture) {}

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
     * @param data where the pictures are; {@link PictureNames} says how they are found
     * @throws LikenessException if a file is missing or malformed, or names what is not there; the message gives the line
     */
    public static Templates read(Path templates, Path matches, FaceDataset data) {
        Map<String, Template> known = templates(templates, data);
        List<Match> pairs = new ArrayList<>();
        for (Table.Row row : Table.read(matches, "file of matches").rows()) {
            List<String> fields = row.fields();
            if (row.line() == 1
                    && !known.containsKey(fields.get(0))
                    && !fields.get(0).matches("\\d+")) {
                continue; // a line of names
            }
            if (fields.size() < 2) {
                throw row.refused("two template ids separated by a comma are expected here");
            }
            pairs.add(new Match(template(row, fields.get(0), known), template(row, fields.get(1), known)));
        }
        requireBothKinds(matches, pairs);
        return new Templates(String.valueOf(matches.getFileName()), List.copyOf(pairs));
    }

    private static Map<String, Template> templates(Path file, FaceDataset data) {
        Table table = Table.read(file, "file of templates");
        List<String> heads = table.head().fields().stream()
                .map(head -> head.toUpperCase(Locale.ROOT))
                .toList();
        int id = heads.indexOf("TEMPLATE_ID");
        int subject = heads.indexOf("SUBJECT_ID");
        int name = Math.max(heads.indexOf("FILENAME"), heads.indexOf("FILE"));
        int medium = Math.max(heads.indexOf("MEDIA_ID"), heads.indexOf("SIGHTING_ID"));
        if (id < 0 || subject < 0 || name < 0) {
            throw table.head().refused("the columns TEMPLATE_ID, SUBJECT_ID and FILENAME are expected");
        }
        List<Entry> entries = new ArrayList<>();
        for (Table.Row row : table.body()) {
            List<String> fields = row.fields();
            if (fields.size() < heads.size()) {
                throw row.refused(String.format(
                        Locale.ROOT, "%d fields are expected here, found %d", heads.size(), fields.size()));
            }
            entries.add(new Entry(
                    row,
                    fields.get(id),
                    fields.get(subject),
                    fields.get(medium < 0 ? name : medium),
                    fields.get(name)));
        }
        return templates(entries, data);
    }

    private static Map<String, Template> templates(List<Entry> entries, FaceDataset data) {
        PictureNames.InList pictures =
                new PictureNames(data).in(entries.stream().map(Entry::picture).toList());
        Map<String, Template> templates = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Template template = templates.computeIfAbsent(
                    entry.template(), number -> new Template(entry.subject(), new LinkedHashMap<>()));
            if (!template.subject().equals(entry.subject())) {
                throw entry.row()
                        .refused(String.format(
                                Locale.ROOT,
                                "template %s has subject %s in an earlier line",
                                entry.template(),
                                template.subject()));
            }
            try {
                template.media()
                        .computeIfAbsent(entry.medium(), key -> new ArrayList<>())
                        .add(pictures.picture(entry.picture()));
            } catch (LikenessException e) {
                throw entry.row().refused(String.valueOf(e.getMessage()));
            }
        }
        return templates;
    }

    private static Template template(Table.Row row, String id, Map<String, Template> known) {
        Template template = known.get(id);
        if (template == null) {
            throw row.refused(String.format(Locale.ROOT, "there is no template %s", id));
        }
        return template;
    }

    /**
     * The matches whose pictures are all in another data set, such as some people's part of this one, with its pictures.
     *
     * @throws LikenessException if these are not of both kinds
     */
    public Templates within(FaceDataset chosen) {
        Map<String, Picture> kept = PairList.byName(chosen);
        Map<Template, Optional<Template>> parts = new IdentityHashMap<>();
        List<Match> inside = new ArrayList<>();
        for (Match match : matches) {
            Optional<Template> first = parts.computeIfAbsent(match.first(), template -> template.within(kept));
            Optional<Template> second = parts.computeIfAbsent(match.second(), template -> template.within(kept));
            if (first.isPresent() && second.isPresent()) {
                inside.add(new Match(first.get(), second.get()));
            }
        }
        requireBothKinds(name, inside);
        return new Templates(name, List.copyOf(inside));
    }

    private static void requireBothKinds(Object source, List<Match> matches) {
        long same = matches.stream().filter(Match::same).count();
        if (same == 0 || same == matches.size()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has %,d matches of one subject and %,d of two: both kinds are needed",
                    source,
                    same,
                    matches.size() - same));
        }
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

    /** Looks for matches that should not stand in the list; both answers cannot be, as subjects decide. */
    public PairReview review() {
        boolean[] same = new boolean[matches.size()];
        for (int i = 0; i < same.length; i++) {
            same[i] = matches.get(i).same();
        }
        return PairReview.of(
                matches.stream().map(match -> new Same(match.first())).toList(),
                matches.stream().map(match -> new Same(match.second())).toList(),
                same);
    }

    /** A template as itself: comparing its pictures would take long. */
    private record Same(Template template) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Same that && template == that.template;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(template);
        }
    }

    /**
     * The matches that a review keeps.
     *
     * @throws LikenessException if that leaves none of a kind
     */
    public Templates kept(PairReview review) {
        List<Match> kept = review.kept().stream().map(matches::get).toList();
        requireBothKinds(name, kept);
        return new Templates(name, kept);
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
