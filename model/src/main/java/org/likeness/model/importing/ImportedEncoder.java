package org.likeness.model.importing;

import java.util.List;
import org.likeness.model.EncoderModel;

/**
 * An encoder made of another program's file.
 *
 * @param encoder the encoder; whether its batch is truly dynamic, and whether it can be trained, is yet to be tried
 * @param changes what was changed in the graph, a line each
 */
public record ImportedEncoder(EncoderModel encoder, List<String> changes) {
    public ImportedEncoder {
        changes = List.copyOf(changes);
    }
}
