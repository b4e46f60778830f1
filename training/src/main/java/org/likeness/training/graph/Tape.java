package org.likeness.training.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.likeness.training.distributed.LostRankException;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.graph.operator.Operands;
import org.likeness.training.graph.operator.Operator;

/**
 * The steps of a forward pass, recorded for the backward pass. Each step is differentiated separately, by its operator or by libtorch: the
 * output of a step is a leaf without history for the next. An operator can therefore define its own gradient, which libtorch's Java binding
 * does not support otherwise, and the memory of a step is freed as soon as the backward pass has processed it.
 */
public final class Tape {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Set<Integer> recorded = new HashSet<>();
    private final Set<Integer> read = new HashSet<>(); // slots of leaves that no step gave

    /**
     * One step.
     *
     * @param inputs what it was given
     * @param result what it gave, with the history of this step alone
     * @param leaf   the same without history, as later steps see it
     * @param first  what learns and was not read by an earlier step: its gradient is whole once the way back has passed this one
     */
    private record Entry(Program.Step step, Operands inputs, Tensor result, Tensor leaf, List<Tensor> first) {
        void close() {
            result.close();
            leaf.close();
        }
    }

    /** Applies a step's operator and, if anything it is given learns, remembers it. */
    Tensor apply(Program.Step step, Operands inputs, ExecutionMode mode) {
        Tensor result = result(step.operator(), inputs, mode);
        boolean ownGradient = step.operator() instanceof Operator.WithGradient;
        if (!(ownGradient ? inputs.learn() : result.requires_grad())) {
            return result;
        }
        Tensor leaf = result.detach();
        leaf.requires_grad_(true);
        entries.push(new Entry(step, inputs, result, leaf, firstRead(step, inputs)));
        recorded.add(step.output());
        return leaf;
    }

    private List<Tensor> firstRead(Program.Step step, Operands inputs) {
        int[] slots = step.inputs();
        return IntStream.range(0, slots.length)
                .filter(place -> inputs.learns(place) && !recorded.contains(slots[place]) && read.add(slots[place]))
                .mapToObj(inputs::get)
                .toList();
    }

    private static Tensor result(Operator operator, Operands inputs, ExecutionMode mode) {
        if (operator instanceof Operator.WithGradient) {
            try (NoGradGuard guard = new NoGradGuard()) {
                return operator.apply(inputs, mode);
            }
        }
        return operator.apply(inputs, mode);
    }

    /**
     * Walks back, adding to the gradient of each leaf that no step gave: parameters, and the batch where it asks for one. The tape is empty
     * afterwards.
     *
     * @param output   the slot of the graph's output
     * @param gradient ∂loss/∂output
     * @throws GraphExecutionException if a step fails
     */
    public void backward(int output, Tensor gradient) {
        backward(output, gradient, leaf -> {});
    }

    /**
     * As {@link #backward(int, Tensor)}.
     *
     * @param whole is given each leaf when no step is left that would add to its gradient, in the order of the way back; the gradient may be
     *     undefined
     */
    void backward(int output, Tensor gradient, Consumer<Tensor> whole) {
        Map<Integer, Tensor> gradients = new HashMap<>();
        gradients.put(output, gradient);
        PointerScope pass = PointerScope.getInnerScope();
        while (!entries.isEmpty()) {
            Entry entry = entries.pop();
            Tensor incoming = gradients.remove(entry.step().output());
            if (incoming != null) {
                try (PointerScope step = new PointerScope()) {
                    passBack(entry, incoming, gradients, pass);
                } catch (LostRankException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw new GraphExecutionException(entry.step().node(), e);
                }
                incoming.close();
            }
            entry.close();
            entry.first().forEach(whole);
        }
    }

    /** @param pass outlives the step: the scope of the gradients that later steps read */
    private void passBack(Entry entry, Tensor incoming, Map<Integer, Tensor> gradients, PointerScope pass) {
        if (entry.step().operator() instanceof Operator.WithGradient operator) {
            try (NoGradGuard guard = new NoGradGuard()) {
                @Nullable Tensor[] parts = operator.gradients(entry.inputs(), entry.result(), incoming);
                for (int i = 0; i < parts.length; i++) {
                    Tensor part = parts[i];
                    if (part != null && entry.inputs().learns(i)) {
                        add(entry, i, part, gradients, pass);
                    }
                }
            }
        } else {
            passBackByLibtorch(entry, incoming, gradients, pass);
        }
    }

    private void passBackByLibtorch(Entry entry, Tensor incoming, Map<Integer, Tensor> gradients, PointerScope pass) {
        int[] places = distinctPlaces(entry);
        try (TensorVector outputs = new TensorVector(entry.result());
                TensorVector inputs = new TensorVector();
                TensorVector incomings = new TensorVector(incoming);
                BoolOptional freeHistory = new BoolOptional(false)) {
            for (int place : places) {
                inputs.push_back(entry.inputs().get(place));
            }
            try (TensorVector parts = torch.grad(outputs, inputs, incomings, freeHistory, false, true);
                    NoGradGuard guard = new NoGradGuard()) {
                for (int i = 0; i < places.length; i++) {
                    if (parts.get(i).defined()) {
                        add(entry, places[i], parts.get(i), gradients, pass);
                    }
                }
            }
        }
    }

    /** The places of inputs that learn; a value that is given twice counts once, as libtorch adds up its parts. */
    private static int[] distinctPlaces(Entry entry) {
        int[] slots = entry.step().inputs();
        Set<Integer> seen = new HashSet<>();
        return IntStream.range(0, slots.length)
                .filter(place -> entry.inputs().learns(place) && seen.add(slots[place]))
                .toArray();
    }

    private void add(Entry entry, int place, Tensor part, Map<Integer, Tensor> gradients, PointerScope pass) {
        int slot = entry.step().inputs()[place];
        if (recorded.contains(slot)) {
            Tensor before = gradients.get(slot);
            Tensor sum = before == null ? new Tensor(part) : before.add(part);
            pass.attach(sum);
            gradients.put(slot, sum);
            if (before != null) {
                before.close();
            }
            return;
        }
        Tensor gradient = entry.inputs().get(place).mutable_grad();
        if (gradient.defined()) {
            gradient.add_(part);
        } else {
            gradient.put(part.clone());
        }
    }
}
