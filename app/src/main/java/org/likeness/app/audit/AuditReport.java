package org.likeness.app.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.app.report.FacesSection;
import org.likeness.app.report.FacesSection.Face;
import org.likeness.app.report.FacesSection.Group;
import org.likeness.app.report.FacesSection.Trial;
import org.likeness.app.report.Figures;
import org.likeness.app.report.ProvenanceSection;
import org.likeness.app.report.ProvenanceSection.Fact;
import org.likeness.app.report.Report;
import org.likeness.core.audit.Audit;
import org.likeness.core.audit.AuditedPerson;
import org.likeness.core.audit.AuditedSets;
import org.likeness.core.audit.Copy;
import org.likeness.core.audit.SamePerson;
import org.likeness.core.audit.WrongLabel;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.image.codec.UnreadablePictureException;

/** Writes the page of an audit: each finding with the pictures for and against it. */
public final class AuditReport {
    private static final int SHOWN = 60; // findings of a list: some 20 kB each
    private static final int OF_A_PERSON = 2; // pictures of each side

    private final AuditedSets sets;
    private final Audit audit;
    private final double falseShare;
    private final Optional<PictureEmbeddings> embeddings;

    private AuditReport(AuditedSets sets, Audit audit, double falseShare, Optional<PictureEmbeddings> embeddings) {
        this.sets = sets;
        this.audit = audit;
        this.falseShare = falseShare;
        this.embeddings = embeddings;
    }

    /**
     * The page.
     *
     * @param falseShare that the findings were limited by, in (0, 1)
     * @param embeddings that they were made with; nothing where names and fingerprints alone were compared
     */
    public static Report of(AuditedSets sets, Audit audit, double falseShare, Optional<PictureEmbeddings> embeddings) {
        return new AuditReport(sets, audit, falseShare, embeddings).report();
    }

    private boolean isAgainst() {
        return sets.firstSet() < sets.people().size();
    }

    private Report report() {
        Report report = Report.titled(
                "Whose picture is it?",
                "Findings to review, the most certain first. Nothing has been moved or deleted.");
        if (isAgainst()) {
            report.headline("Names in both sets", count(audit.sharedNames()), "the very same name");
        }
        report.headline(
                "Duplicate pictures",
                count(audit.copies()),
                isAgainst() ? "in both sets, or under two names" : "under two names");
        if (embeddings.isPresent()) {
            if (isAgainst()) {
                report.headline("People in both sets", count(audit.sharedPeople()), "under two names");
            }
            report.headline("People under two names", count(audit.twoNames()), "in the set");
            report.headline(
                    "Wrong labels",
                    count(audit.wrongLabels()),
                    String.format(
                            Locale.ROOT, "of %s pictures of people with three or more", Figures.whole(audit.judged())));
        }
        if (isAgainst()) {
            report.add(new FacesSection(
                    "In both sets", List.of(names(), copies(true), people(audit.sharedPeople(), true))));
        }
        return report.add(new FacesSection(
                        "Within the set", List.of(labels(), people(audit.twoNames(), false), copies(false))))
                .add(account());
    }

    private static String count(List<?> found) {
        return Figures.whole(found.size());
    }

    private Group names() {
        return new Group(
                "The same name",
                audit.sharedNames().isEmpty()
                        ? "None."
                        : few(audit.sharedNames()) + ". Two people can have the same name: check.",
                pairs(audit.sharedNames()));
    }

    private List<Trial> pairs(List<String> names) {
        return names.stream()
                .limit(SHOWN)
                .map(name -> beside(person(1, name), person(2, name)))
                .toList();
    }

    private AuditedPerson person(int set, String name) {
        return sets.people().stream()
                .filter(person -> person.set() == set && person.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String few(List<String> names) {
        return names.size() <= SHOWN
                ? String.format(Locale.ROOT, "All %d names", names.size())
                : String.format(Locale.ROOT, "The first %d of %s names", SHOWN, Figures.whole(names.size()));
    }

    private Group copies(boolean across) {
        List<Copy> found = audit.copies().stream()
                .filter(copy ->
                        (copy.first().person().set() != copy.second().person().set()) == across)
                .toList();
        return new Group(
                across ? "The same picture" : "One picture under two names",
                which(found, " By content, by perceptual hash, or because one is approximately a crop of the other."),
                found.stream()
                        .limit(SHOWN)
                        .map(copy -> new Trial(present(List.of(
                                face("one", copy.first().person(), copy.first().picture(), Optional.empty()),
                                face(
                                        "the other",
                                        copy.second().person(),
                                        copy.second().picture(),
                                        Optional.empty())))))
                        .toList());
    }

    private Group people(List<SamePerson> found, boolean across) {
        return new Group(
                across ? "One person with another name" : "One person under two names",
                which(
                        found,
                        String.format(
                                Locale.ROOT,
                                " Estimated from the distances of all pairs of names, at most %s of these are two people.",
                                Figures.percent(falseShare))),
                found.stream()
                        .limit(SHOWN)
                        .map(pair -> beside(pair.first(), pair.second()))
                        .toList());
    }

    private Group labels() {
        return new Group(
                "Pictures under a wrong name",
                which(
                        audit.wrongLabels(),
                        " Each is unusually far from the other pictures of its label, and nearer to another person's. Numbers are distances to the first picture; the nearest pictures are shown."),
                audit.wrongLabels().stream().limit(SHOWN).map(this::trial).toList());
    }

    /** Which findings are shown, and what they are; "None." alone where there are none. */
    private static String which(List<?> found, String what) {
        return found.isEmpty()
                ? "None."
                : found.size() <= SHOWN
                        ? String.format(Locale.ROOT, "All %d.", found.size()) + what
                        : String.format(
                                        Locale.ROOT,
                                        "The most certain %d of %s; audit.json lists all.",
                                        SHOWN,
                                        Figures.whole(found.size()))
                                + what;
    }

    private Trial trial(WrongLabel wrong) {
        Picture suspect = wrong.picture().picture();
        AuditedPerson own = wrong.picture().person();
        List<Optional<Face>> faces = new ArrayList<>();
        faces.add(face("in doubt", own, suspect, Optional.empty()));
        nearest(suspect, own).forEach(picture -> faces.add(face("same name", own, picture, apart(suspect, picture))));
        nearest(suspect, wrong.other())
                .forEach(picture -> faces.add(face("like it", wrong.other(), picture, apart(suspect, picture))));
        return new Trial(present(faces));
    }

    private Trial beside(AuditedPerson first, AuditedPerson second) {
        Picture shown = nearestTo(second, first);
        List<Optional<Face>> faces = new ArrayList<>();
        faces.add(face("one", first, shown, Optional.empty()));
        nearest(shown, first).stream()
                .limit(OF_A_PERSON - 1)
                .forEach(picture -> faces.add(face("same name", first, picture, apart(shown, picture))));
        nearest(shown, second).forEach(picture -> faces.add(face("the other", second, picture, apart(shown, picture))));
        return new Trial(present(faces));
    }

    /** The picture of a person that is nearest to any of another's; the first one where nothing is known. */
    private Picture nearestTo(AuditedPerson other, AuditedPerson person) {
        return person.identity().pictures().stream()
                .min(Comparator.comparingDouble(picture -> other.identity().pictures().stream()
                        .mapToDouble(theirs -> apart(picture, theirs).orElse(Double.MAX_VALUE))
                        .min()
                        .orElse(Double.MAX_VALUE)))
                .orElseThrow();
    }

    /** Other pictures of a person, nearest first; in data-set order if there are no distances. */
    private List<Picture> nearest(Picture shown, AuditedPerson person) {
        return person.identity().pictures().stream()
                .filter(picture -> !picture.equals(shown))
                .sorted(Comparator.comparingDouble(
                        picture -> apart(shown, picture).orElse(Double.MAX_VALUE)))
                .limit(OF_A_PERSON)
                .toList();
    }

    private Optional<Double> apart(Picture one, Picture other) {
        return embeddings.flatMap(known -> known.of(one)
                .flatMap(first -> known.of(other).map(second -> Distance.SQUARED_EUCLIDEAN.between(first, second))));
    }

    private Optional<Face> face(String role, AuditedPerson person, Picture picture, Optional<Double> distance) {
        try {
            return Optional.of(
                    new Face(person.set() == 1 ? role : "other set", picture.decode(), person.name(), distance));
        } catch (UnreadablePictureException e) {
            return Optional.empty();
        }
    }

    private static List<Face> present(List<Optional<Face>> faces) {
        return faces.stream().flatMap(Optional::stream).toList();
    }

    private ProvenanceSection account() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("sets", sets.joined().name()));
        facts.add(new Fact("people", Figures.whole(sets.people().size())));
        facts.add(new Fact("pictures", Figures.whole(sets.pictures().size())));
        embeddings.ifPresent(known -> {
            facts.add(new Fact("without a face", Figures.whole(known.failures().size())));
            facts.add(new Fact(
                    "expected to be false",
                    String.format(Locale.ROOT, "%s or less of a list", Figures.percent(falseShare))));
        });
        return new ProvenanceSection(List.of(new ProvenanceSection.Group("Audit", facts)), Optional.empty());
    }
}
