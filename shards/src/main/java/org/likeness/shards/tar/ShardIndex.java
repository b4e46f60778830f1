package org.likeness.shards.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.likeness.shards.file.SharedFile;

/**
 * The pictures of a shard: where each lies, and who is in it. A picture takes 20 bytes of memory and its name within its person's folder; a person
 * of the shard some 100.
 */
final class ShardIndex {
    private final SharedFile file;
    private final List<Person> people;
    private final int[] blocks;
    private final int[] sizes;
    private final int[] persons;
    private final int[] nameEnds;
    private final byte[] names;

    private ShardIndex(SharedFile file, Builder builder) {
        this.file = file;
        this.people = List.copyOf(builder.people);
        this.blocks = builder.blocks.build().toArray();
        this.sizes = builder.sizes.build().toArray();
        this.persons = builder.persons.build().toArray();
        this.nameEnds = builder.nameEnds.build().toArray();
        this.names = builder.names.toByteArray();
    }

    /**
     * Who is in a picture.
     *
     * @param folder that the picture lies in; empty for none
     * @param label  of the sample; empty for none
     */
    record Person(String folder, String label) {}

    SharedFile file() {
        return file;
    }

    int pictureCount() {
        return blocks.length;
    }

    /** Everybody in the shard, each once. */
    List<Person> people() {
        return people;
    }

    /** Who is in a picture: a place in {@link #people()}. */
    int person(int picture) {
        return persons[picture];
    }

    /** Where a picture's bytes begin. */
    long start(int picture) {
        return Integer.toUnsignedLong(blocks[picture]) * TarBlock.BYTES;
    }

    /** Bytes of a picture. */
    int size(int picture) {
        return sizes[picture];
    }

    /** A picture's name within its person's folder. */
    String name(int picture) {
        int from = picture == 0 ? 0 : nameEnds[picture - 1];
        return new String(names, from, nameEnds[picture] - from, StandardCharsets.UTF_8);
    }

    /** Collects the pictures in the order of the shard. */
    static final class Builder {
        private final List<Person> people = new ArrayList<>();
        private final Map<Person, Integer> places = new HashMap<>();
        private final IntStream.Builder blocks = IntStream.builder();
        private final IntStream.Builder sizes = IntStream.builder();
        private final IntStream.Builder persons = IntStream.builder();
        private final IntStream.Builder nameEnds = IntStream.builder();
        private final ByteArrayOutputStream names = new ByteArrayOutputStream();

        /** The largest archive whose pictures are found, in bytes. */
        static final long LARGEST = (1L << Integer.SIZE) * TarBlock.BYTES;

        void add(Person person, String name, TarMember member) {
            Integer place = places.get(person);
            if (place == null) {
                place = people.size();
                places.put(person, place);
                people.add(person);
            }
            persons.add(place);
            blocks.add((int) (member.start() / TarBlock.BYTES));
            sizes.add((int) Math.min(Integer.MAX_VALUE, member.size()));
            names.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            nameEnds.add(names.size());
        }

        ShardIndex build(SharedFile file) {
            return new ShardIndex(file, this);
        }
    }
}
