package org.likeness.spark.audit;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.audit.PeopleCenters;

/** All people of a set in the order of their names, with the faces of each. */
final class AuditedPeople {
    private final List<AuditedPerson> people;
    private final PeopleCenters centers;

    /** @param sum of all embeddings, [D] */
    AuditedPeople(List<AuditedPerson> people, double[] sum) {
        this.people = people.stream()
                .sorted(Comparator.comparing(AuditedPerson::name))
                .toList();
        float[] values = new float[Math.multiplyExact(people.size(), sum.length)];
        for (int person = 0; person < people.size(); person++) {
            System.arraycopy(this.people.get(person).center(), 0, values, person * sum.length, sum.length);
        }
        this.centers = new PeopleCenters(
                values,
                this.people.stream().mapToInt(AuditedPerson::size).toArray(),
                this.people.stream().mapToDouble(AuditedPerson::product).toArray(),
                sum);
    }

    AuditedPerson get(int person) {
        return people.get(person);
    }

    int size() {
        return people.size();
    }

    /** What tasks are told of the people. */
    Compared compared() {
        HashMap<String, Integer> numbers = new HashMap<>();
        people.forEach(person -> numbers.put(person.name(), numbers.size()));
        return new Compared(centers, numbers);
    }

    /**
     * What tasks compare faces with.
     *
     * @param numbers of the people, by name
     */
    record Compared(PeopleCenters centers, HashMap<String, Integer> numbers) implements Serializable {}

    /** The faces in the order of their people: the number of each one's person. */
    int[] labels() {
        return IntStream.range(0, people.size())
                .flatMap(person -> IntStream.range(0, people.get(person).size()).map(face -> person))
                .toArray();
    }

    /** Of each face, in that order, the number in the set. */
    int[] numbers() {
        return people.stream()
                .flatMapToLong(person -> Arrays.stream(person.numbers()))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** Of each face, in that order, the distance to the center of its person's others. */
    double[] own() {
        return people.stream()
                .flatMapToDouble(person -> Arrays.stream(person.own()))
                .toArray();
    }

    PeopleCenters centers() {
        return centers;
    }
}
