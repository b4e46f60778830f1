package org.likeness.model.importing.pytorch;

import org.likeness.core.pickle.PickleValue;
import org.likeness.model.graph.StoredType;

/**
 * A range of numbers elsewhere in the file.
 *
 * @param type     element type
 * @param key      its name in the file
 * @param elements number of elements
 */
record Storage(StoredType type, String key, long elements) implements PickleValue.Interpreted {
    long bytes() {
        return elements * type.bytes();
    }

    @Override
    public String kind() {
        return "a storage";
    }
}
