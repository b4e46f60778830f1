package org.likeness.model.serving;

import java.util.List;
import org.likeness.model.EncoderModel;

/**
 * A copy of an encoder for serving: batch normalizations are folded into adjacent layers, and nodes without effect in inference are
 * removed. It has the space, specification and calibration of the original, and is not trainable.
 *
 * @param encoder  the copy
 * @param folded   batch normalizations, additions and multiplications that were folded into a layer's weights
 * @param unfolded batch normalizations that remain, because no layer can include them exactly
 * @param removed  removed Identity and Dropout nodes
 */
public record FusedEncoder(EncoderModel encoder, int folded, int unfolded, int removed) {
    /** Fuses an encoder. A copy is the same up to rounding; try it before it is served. */
    public static FusedEncoder of(EncoderModel original) {
        ServingGraph graph = new ServingGraph(original.graph());
        graph.storeConstants();
        int removed = graph.bypassAll(graph::doesNothing);
        int folded = 0;
        while (foldOne(graph)) {
            folded++;
        }
        graph.prune();
        int unfolded = (int)
                graph.nodes().stream().filter(AffineMap::isBatchNormalization).count();
        return new FusedEncoder(
                new EncoderModel(graph.build(), original.spec(), List.of(), original.space()),
                folded,
                unfolded,
                removed);
    }

    private static boolean foldOne(ServingGraph graph) {
        return graph.nodes().stream()
                .anyMatch(node -> FoldIntoPrevious.apply(graph, node) || FoldIntoNext.apply(graph, node));
    }
}
