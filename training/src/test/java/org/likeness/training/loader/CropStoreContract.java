package org.likeness.training.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.likeness.core.image.FaceImage;

/** What every store of crops does. */
abstract class CropStoreContract {
    static final int MOST_SIDE = 20;
    static final int MOST_BYTES = MOST_SIDE * MOST_SIDE * 3;

    /** An empty one, with room for so many crops of up to 20×20 pixels. */
    abstract CropStore store(int pictures);

    /** A crop of noise, of a size of its own. */
    static FaceImage crop(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = 1 + random.nextInt(MOST_SIDE);
        int height = 1 + random.nextInt(MOST_SIDE);
        byte[] rgb = new byte[width * height * 3];
        random.nextBytes(rgb);
        return new FaceImage(width, height, rgb);
    }

    static String name(int picture) {
        return String.format(Locale.ROOT, "person-%d/%d.jpg", picture / 7, picture);
    }

    @Test
    void whatIsKeptComesBackToTheBit() {
        try (CropStore store = store(100)) {
            for (int i = 0; i < 100; i++) {
                assertThat(store.find(name(i))).isEmpty();
                store.keep(name(i), crop(i));
            }
            for (int i = 99; i >= 0; i--) {
                assertThat(store.find(name(i))).as(name(i)).contains(crop(i));
            }
            assertThat(store.find(name(100))).isEmpty();
        }
    }

    @Test
    void keepingTwiceChangesNothing() {
        try (CropStore store = store(2)) {
            store.keep("ann/ä.png", crop(1));
            store.keep("ann/ä.png", crop(1));
            assertThat(store.find("ann/ä.png")).contains(crop(1));
        }
    }

    @Test
    void threadsThatLookAndKeepAtOnceFindWhatWasKeptOrNothing() throws InterruptedException, ExecutionException {
        int pictures = 300;
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (CropStore store = store(pictures)) {
            List<Future<Boolean>> parts = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int own = thread;
                parts.add(executor.submit(() -> {
                    SplittableRandom random = new SplittableRandom(own);
                    for (int i = 0; i < 6000; i++) {
                        int picture = random.nextInt(pictures);
                        FaceImage expected = crop(picture);
                        store.find(name(picture))
                                .ifPresentOrElse(
                                        found -> assertThat(found).isEqualTo(expected),
                                        () -> store.keep(name(picture), expected));
                    }
                    return true;
                }));
            }
            for (Future<Boolean> part : parts) {
                assertThat(part.get()).isTrue();
            }
            for (int picture = 0; picture < pictures; picture++) {
                assertThat(store.find(name(picture))).contains(crop(picture));
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
