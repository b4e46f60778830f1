package org.likeness.app.quickstart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.likeness.app.report.FacesSection;
import org.likeness.app.report.FacesSection.Face;
import org.likeness.app.report.FacesSection.Group;
import org.likeness.app.report.FacesSection.Trial;
import org.likeness.app.report.Figures;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.evaluation.identification.OneShotTrial;

/** Selects faces for the report: a random sample of the correct results, and the worst errors. */
final class FaceGroups {
    private static final int SHOWN = 8;

    private final OneShotTrial trial;
    private final Identification.Result result;
    private final List<UnseenPeople.Stranger> strangers;
    private final SplittableRandom lot;

    FaceGroups(OneShotTrial trial, Identification.Result result, List<UnseenPeople.Stranger> strangers, long seed) {
        this.trial = trial;
        this.result = result;
        this.strangers = strangers;
        this.lot = new SplittableRandom(seed);
    }

    FacesSection section() {
        return new FacesSection("Recognized and missed", List.of(recognized(), confused(), refused(), admitted()));
    }

    private Group recognized() {
        List<Identification.Probe> right = result.probes().stream()
                .filter(probe -> probe.isRecognized() && probe.ownDistance() <= result.threshold())
                .toList();
        return new Group(
                "Recognized",
                drawnByLot(right.size()),
                shuffled(right).stream().limit(SHOWN).map(this::trial).toList());
    }

    private Group confused() {
        List<Identification.Probe> wrong = result.probes().stream()
                .filter(probe -> !probe.isRecognized())
                .sorted(Comparator.comparingDouble(probe -> probe.nearestDistance() - probe.ownDistance()))
                .toList();
        return new Group(
                "Another person is nearer",
                fromTheWorst(wrong.size(), "pictures of enrolled people"),
                wrong.stream().limit(SHOWN).map(this::trial).toList());
    }

    private Group refused() {
        List<Identification.Probe> unknown = result.probes().stream()
                .filter(probe -> probe.isRecognized() && probe.ownDistance() > result.threshold())
                .sorted(Comparator.comparingDouble(Identification.Probe::ownDistance)
                        .reversed())
                .toList();
        return new Group(
                "The right person is nearest, but above the threshold: Unknown",
                fromTheWorst(unknown.size(), "pictures of enrolled people"),
                unknown.stream().limit(SHOWN).map(this::trial).toList());
    }

    private Group admitted() {
        List<UnseenPeople.Stranger> wrong = strangers.stream()
                .filter(stranger -> stranger.distance() <= result.threshold())
                .sorted(Comparator.comparingDouble(UnseenPeople.Stranger::distance))
                .toList();
        return new Group(
                "Strangers identified as someone",
                fromTheWorst(wrong.size(), "pictures of strangers"),
                wrong.stream().limit(SHOWN).map(this::trial).toList());
    }

    private static String drawnByLot(int size) {
        return size <= SHOWN
                ? String.format(Locale.ROOT, "All %d.", size)
                : String.format(Locale.ROOT, "%d of %s, drawn at random.", SHOWN, Figures.whole(size));
    }

    private static String fromTheWorst(int size, String of) {
        return size <= SHOWN
                ? (size == 0 ? "None." : String.format(Locale.ROOT, "All %d %s.", size, of))
                : String.format(Locale.ROOT, "The worst %d of %s %s.", SHOWN, Figures.whole(size), of);
    }

    private Trial trial(Identification.Probe probe) {
        List<Face> faces = new ArrayList<>();
        faces.add(shown(
                trial.probes().get(probe.probe()),
                trial.known().get(probe.person()).name()));
        if (probe.isRecognized()) {
            faces.add(enrolled("nearest", probe.nearest(), probe.nearestDistance()));
        } else {
            faces.add(enrolled("taken for", probe.nearest(), probe.nearestDistance()));
            faces.add(enrolled("really", probe.person(), probe.ownDistance()));
        }
        return new Trial(faces);
    }

    private Trial trial(UnseenPeople.Stranger stranger) {
        return new Trial(List.of(
                shown(stranger.probe(), stranger.person().name()),
                enrolled("nearest", stranger.nearest(), stranger.distance())));
    }

    private Face enrolled(String role, int person, double distance) {
        Identity known = trial.known().get(person);
        return new Face(role, UnseenPeople.enrolled(known).decode(), known.name(), Optional.of(distance));
    }

    private static Face shown(Picture picture, String name) {
        return new Face("shown", picture.decode(), name, Optional.empty());
    }

    /** In an order that depends on the seed alone. */
    private <T> List<T> shuffled(List<T> all) {
        List<T> mixed = new ArrayList<>(all);
        for (int i = mixed.size() - 1; i > 0; i--) {
            Collections.swap(mixed, i, lot.nextInt(i + 1));
        }
        return mixed;
    }
}
