package org.likeness.training.graph.operator;

/** Integer parameters of a node, such as sizes and indices: stored in the graph or computed. */
@FunctionalInterface
interface WholeNumbers {
    /** The numbers, given the node's inputs. */
    long[] of(Operands inputs);

    /** Numbers known before the graph runs; the array is shared. */
    static WholeNumbers of(long... values) {
        return inputs -> values;
    }
}
