package org.likeness.core.pickle;

import java.util.Set;

/**
 * The permitted content of the pickles of one kind of file; everything else is rejected.
 *
 * @param content         name of the content, such as {@code state dictionary}
 * @param opcodes         which ones occur
 * @param lowestProtocol  of Python's pickle, 0 to 5
 * @param highestProtocol of Python's pickle, 0 to 5
 * @param longestText     of longer ones only the place is kept, in bytes
 * @param advice          a sentence that ends each refusal: what is read
 */
public record PickleKind(
        String content, Set<Opcode> opcodes, int lowestProtocol, int highestProtocol, long longestText, String advice) {
    public PickleKind {
        opcodes = Set.copyOf(opcodes);
    }
}
