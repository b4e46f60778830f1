package org.likeness.training.graph;

/** Whole numbers that say how a node works, such as sizes and places: stored in the graph, or computed on the way. */
@FunctionalInterface
interface WholeNumbers {
    /** The numbers, given the node's inputs. */
    long[] of(Operands inputs);

    /** Numbers known before the graph runs; the array is shared. */
    static WholeNumbers of(long... values) {
        return inputs -> values;
    }
}
