package org.likeness.training.graph.operator;

/** A real-valued parameter of a node, such as a bound: stored in the graph or computed. */
@FunctionalInterface
interface RealNumber {
    /** The number, given the node's inputs. */
    double of(Operands inputs);

    /** A number known before the graph runs. */
    static RealNumber of(double value) {
        return inputs -> value;
    }
}
