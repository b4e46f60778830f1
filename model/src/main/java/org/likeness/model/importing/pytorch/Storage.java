package org.likeness.model.importing.pytorch;

import org.likeness.core.pickle.PickleValue;
import org.likeness.model.graph.StoredType;

/**
 * Numbers that lie elsewhere in the file.
 *
 * @param type     of each element
 * @param key      its name in the file
 * @param elements how many
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
