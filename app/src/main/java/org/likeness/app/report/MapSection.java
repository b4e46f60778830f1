package org.likeness.app.report;

import java.util.List;
import java.util.Locale;
import org.likeness.app.report.chart.Axis;
import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.markup.Element;
import org.likeness.core.image.FaceImage;

/**
 * A map of embeddings in two dimensions.
 *
 * @param people      each in its own color, at most {@value #COLORS}
 * @param explanation the method, and what it preserves
 */
public record MapSection(List<Person> people, String explanation) implements Section {
    /** So many colors the style sheet has for people. */
    public static final int COLORS = 12;

    private static final double FACE = 46;

    /**
     * A person on the map.
     */
    public static final class Person {
        private final String name;
        private final FaceImage face;
        private final List<double[]> places;

        /**
         * @param name   who
         * @param face   a picture that stands amid the others
         * @param places of all pictures, each (x, y), at least one
         */
        public Person(String name, FaceImage face, List<double[]> places) {
            this.name = name;
            this.face = face;
            this.places = places;
        }

        public String name() {
            return name;
        }

        public FaceImage face() {
            return face;
        }

        public List<double[]> places() {
            return places;
        }
    }

    public MapSection {
        people = List.copyOf(people);
        if (people.isEmpty() || people.size() > COLORS) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d people: 1 to %d have colors", people.size(), COLORS));
        }
    }

    @Override
    public String title() {
        return "A map of faces";
    }

    @Override
    public Element body() {
        Chart chart = Chart.map(
                String.format(Locale.ROOT, "Pictures of %d people in the plane, one color per person", people.size()),
                axis(0),
                axis(1));
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            chart.picture(
                    mean(person, 0),
                    mean(person, 1),
                    FACE,
                    "person-" + i,
                    DataUri.jpeg(person.face(), 96),
                    person.name());
        }
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            for (double[] place : person.places()) {
                chart.dot(place[0], place[1], "person-" + i, person.name());
            }
        }
        return Element.styled("figure", "map").add(chart.toElement()).add(Element.of("figcaption", explanation));
    }

    private Axis axis(int dimension) {
        double[] places = people.stream()
                .flatMap(person -> person.places().stream())
                .mapToDouble(place -> place[dimension])
                .sorted()
                .toArray();
        double from = places[0];
        double to = places[places.length - 1];
        double margin = Math.max(0.06 * (to - from), 1e-6);
        return Axis.bare(from - margin, to + margin);
    }

    private static double mean(Person person, int dimension) {
        return person.places().stream()
                .mapToDouble(place -> place[dimension])
                .average()
                .orElseThrow();
    }
}
