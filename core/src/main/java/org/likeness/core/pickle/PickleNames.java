package org.likeness.core.pickle;

import java.util.List;

/**
 * Resolves the names in a pickle. In Python they are classes and functions; here nothing is called. Each method rejects a name by a
 * {@link PickleException}, to which the interpreter adds the position.
 */
public interface PickleNames {
    /**
     * A class or function.
     *
     * @return an {@link PickleValue.Interpreted}, which can be called, or a {@link PickleValue.Foreign}
     * @throws PickleException if the name is refused
     */
    PickleValue named(String module, String name);

    /**
     * What a function returns.
     *
     * @param function  a value that this reader made
     * @param arguments positional
     * @throws PickleException if it takes other arguments, or cannot be called
     */
    PickleValue call(PickleValue.Interpreted function, List<PickleValue> arguments);

    /**
     * What lies outside of the pickle under an id.
     *
     * @throws PickleException if there is nothing
     */
    PickleValue persistent(PickleValue id);
}
