package org.likeness.training.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.likeness.core.dataset.Split;
import org.likeness.training.loader.BatchLoader;
import org.likeness.training.loader.SkippedPictures;

/**
 * The assembled parts of a run, ready for its next step; {@link SessionFactory} creates it.
 *
 * @param split      people to learn from, and people held back
 * @param judges     the held-back people's pictures, in memory; rank 0 alone has them
 * @param state      what changes from step to step
 * @param loader     of the batches from the next step on
 * @param skipped    pictures that could not be read
 * @param held       what is closed with the session, the latest first
 */
record TrainingSession(
        Split split,
        Optional<ValidationSet> judges,
        RunState state,
        BatchLoader loader,
        SkippedPictures skipped,
        Resources held)
        implements AutoCloseable {
    /** The held-back people; of rank 0. */
    ValidationSet validation() {
        return judges.orElseThrow();
    }

    @Override
    public void close() {
        held.close();
    }

    /** Closes what was opened, the latest first, each even if another one fails to close. */
    static final class Resources implements AutoCloseable {
        /** One that closes without a checked exception. */
        @FunctionalInterface
        interface Resource {
            void close();
        }

        private final Deque<Resource> open = new ArrayDeque<>();

        void add(Resource resource) {
            open.push(resource);
        }

        @Override
        public void close() {
            if (!open.isEmpty()) {
                try (Resources others = this) { // closed after the latest, which has left
                    open.pop().close();
                }
            }
        }
    }
}
