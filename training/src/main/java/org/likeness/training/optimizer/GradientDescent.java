package org.likeness.training.optimizer;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.SavedState;

/** The base of all optimizers: gradients, weight decay, and state tensors. */
abstract class GradientDescent implements Optimizer {
    private final SortedMap<String, Tensor> parameters;
    private final SortedMap<String, Tensor> memory = new TreeMap<>();
    private final WeightDecay decay;

    /** @param decay is closed with the optimizer */
    GradientDescent(SortedMap<String, Tensor> parameters, WeightDecay decay) {
        this.parameters = new TreeMap<>(parameters);
        this.decay = decay;
    }

    final WeightDecay decay() {
        return decay;
    }

    /** Remembers a tensor of zeros, shaped like the parameter, for each of them. */
    final void remember(String what) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            parameters.forEach((name, parameter) -> keep(what + "/" + name, torch.zeros_like(parameter)));
        }
    }

    /** Remembers a number, at first 0, on the processor. */
    final void rememberNumber(String what) {
        try (PointerScope scope = new PointerScope()) {
            keep(what, Tensor.create(new double[] {0}));
        }
    }

    private void keep(String name, Tensor tensor) {
        tensor.retainReference();
        memory.put(name, tensor);
    }

    final Tensor remembered(String what, String parameter) {
        return remembered(what + "/" + parameter);
    }

    final Tensor remembered(String what) {
        Tensor tensor = memory.get(what);
        if (tensor == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "nothing remembered as \"%s\"", what));
        }
        return tensor;
    }

    /** Moves one parameter; called without recording gradients, in a scope of its own. */
    abstract void move(String name, Tensor parameter, Tensor gradient, double learningRate);

    /** Called once before the parameters are moved. */
    void beginStep() {}

    @Override
    public final void step(double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            beginStep();
            parameters.forEach((name, parameter) -> {
                Tensor gradient = parameter.grad();
                if (gradient.defined()) {
                    move(name, parameter, gradient, learningRate);
                }
            });
        }
    }

    @Override
    public final void zeroGradients() {
        parameters.values().forEach(parameter -> {
            try (PointerScope scope = new PointerScope()) {
                parameter.mutable_grad().reset();
            }
        });
    }

    @Override
    public final double clipGradients(double largestNorm) {
        if (!(largestNorm > 0)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "largest norm %s: it must be positive", largestNorm));
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            double squares = 0;
            for (Tensor parameter : parameters.values()) {
                if (parameter.grad().defined()) {
                    double norm = parameter.grad().norm().item_double();
                    squares += norm * norm;
                }
            }
            double norm = Math.sqrt(squares);
            if (norm > largestNorm && Double.isFinite(norm)) {
                scale(largestNorm / norm);
            }
            return norm;
        }
    }

    private void scale(double factor) {
        for (Tensor parameter : parameters.values()) {
            if (parameter.grad().defined()) {
                parameter.grad().mul_(new Scalar(factor));
            }
        }
    }

    @Override
    public final void restart() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            memory.values().forEach(Tensor::zero_);
        }
    }

    @Override
    public final SortedMap<String, TensorData.Floats> state() {
        return SavedState.copy(memory);
    }

    @Override
    public final void load(Map<String, TensorData.Floats> state) {
        SavedState.restore(memory, state, "optimizer");
    }

    @Override
    public final void close() {
        memory.values().forEach(Tensor::close);
        memory.clear();
        decay.close();
    }
}
