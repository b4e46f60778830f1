package org.likeness.model.importing;

import java.util.List;
import org.likeness.model.EncoderModel;

/**
 * An encoder converted from another program's file.
 *
 * @param encoder the encoder; its dynamic batch and its trainability are not tested yet
 * @param changes the changes of the graph, one line each
 */
public record ImportedEncoder(EncoderModel encoder, List<String> changes) {
    public ImportedEncoder {
        changes = List.copyOf(changes);
    }
}
