package org.likeness.training.loader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CropsInMemoryTest extends CropStoreContract {
    @Override
    CropStore store(int pictures) {
        return new CropsInMemory(2L * pictures * MOST_BYTES);
    }

    @Test
    void whatComesWhenItIsFullIsNotKept() {
        try (CropStore store = new CropsInMemory(crop(1).rgb().length + 150)) {
            store.keep("first", crop(1));
            store.keep("second", crop(2));
            assertThat(store.find("first")).contains(crop(1));
            assertThat(store.find("second")).isEmpty();
        }
    }
}
