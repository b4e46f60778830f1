package org.likeness.gallery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;

/** A process that changes a gallery is killed at random moments: what it was told is done is there, and nothing is half there. */
@Tag("slow")
class KilledWriterTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));
    private static final int FACES = 3;
    private static final int KILLS = Integer.getInteger("likeness.kills", 4);

    @TempDir
    private Path folder;

    /** What the gallery had after an acknowledged change. */
    private record State(long sequence, long people, long faces) {
        static State of(Gallery gallery) {
            return new State(
                    gallery.version().sequence(),
                    gallery.stats().people(),
                    gallery.stats().faces());
        }

        static State parse(String line) {
            String[] numbers = line.split(" ");
            return new State(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
        }
    }

    /** The process that is killed: changes a gallery, and prints the state after each change. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
            try (Gallery gallery = SqliteGallery.open(Path.of(arguments[0]), SPACE, FaceExtraction.CUT_OUT)) {
                while (true) {
                    change(gallery, random);
                    State state = State.of(gallery);
                    System.out.println(state.sequence + " " + state.people + " " + state.faces);
                    System.out.flush();
                }
            }
        }

        private static void change(Gallery gallery, SplittableRandom random) {
            List<Person> people = gallery.people(Optional.empty(), 1000);
            int kind = random.nextInt(10);
            if (people.size() > 2 && kind == 0) {
                gallery.merge(people.get(0).id(), people.get(1).id());
            } else if (people.size() > 2 && kind == 1) {
                gallery.edit(people.get(0).id(), PersonDetails.named("renamed"));
            } else if (people.size() > 2 && kind == 2) {
                gallery.undo();
            } else {
                List<NewFace> faces = new ArrayList<>();
                for (int i = 0; i < FACES; i++) {
                    float[] vector = new float[128];
                    for (int k = 0; k < vector.length; k++) {
                        vector[k] = (float) random.nextDouble(-1, 1);
                    }
                    faces.add(NewFace.of(new Embedding(SPACE, vector), i + ".jpg"));
                }
                gallery.enroll(PersonDetails.named("person"), faces);
            }
        }
    }

    @Test
    void everyAcknowledgedChangeIsThereAndNoneIsHalfThere() throws Exception {
        Path file = folder.resolve("staff.db");
        long seed = 20;
        SplittableRandom random = new SplittableRandom(seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            State acknowledged = killed(file, seed + kill, 1 + random.nextInt(40), random.nextInt(20));
            String at = "seed " + seed + ", kill " + kill;
            try (SqliteGallery gallery = SqliteGallery.open(file)) {
                assertThat(gallery.check()).as(at).isEmpty();
                State found = State.of(gallery);
                assertThat(found.sequence).as(at).isBetween(acknowledged.sequence, acknowledged.sequence + 1);
                if (found.sequence == acknowledged.sequence) {
                    assertThat(found).as(at).isEqualTo(acknowledged);
                }
                assertThat(gallery.people(Optional.empty(), 100_000))
                        .as(at)
                        .allMatch(person -> person.faceCount() % FACES == 0 && person.faceCount() > 0);
                assertThat(new GalleryIndex(gallery).size()).as(at).isEqualTo((int) found.faces);
            }
        }
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            while (gallery.undo().isPresent()) {
                assertThat(gallery.version().sequence()).isPositive();
            }
            assertThat(gallery.stats().people()).isZero();
            assertThat(gallery.stats().faces()).isZero();
            assertThat(gallery.check()).isEmpty();
        }
    }

    /** Lets a writer make some changes, kills it a few milliseconds later, and gives what it said last. */
    private static State killed(Path file, long seed, int changes, int milliseconds)
            throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
            String last = lines.readLine();
            for (int i = 1; i < changes; i++) {
                last = lines.readLine();
            }
            Thread.sleep(milliseconds); // so that it is in the middle of something
            writer.toHandle().destroyForcibly(); // Process would close the stream, with the last answers in it
            writer.waitFor();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.matches("\\d+ \\d+ \\d+") ? line : last; // the end may be cut off
            }
            return State.parse(last);
        } finally {
            writer.destroyForcibly();
        }
    }
}
