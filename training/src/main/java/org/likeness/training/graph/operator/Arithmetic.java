package org.likeness.training.graph.operator;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.likeness.training.libtorch.Tensors;

/** Element-wise arithmetic with ONNX's broadcasting, which is libtorch's. */
final class Arithmetic {
    private Arithmetic() {}

    static void register(OperatorRegistry registry) {
        registry.add("Add", 7, settings -> new Addition(settings.mayOverwrite(0), settings.mayOverwrite(1)));
        binary(registry, "Sub", Tensor::sub);
        binary(registry, "Mul", Tensor::mul);
        binary(registry, "Div", Arithmetic::quotient);
        binary(registry, "Pow", Tensor::pow);
        folded(registry, "Max", 8, torch::maximum);
        folded(registry, "Min", 8, torch::minimum);
        folded(registry, "Sum", 8, Tensor::add);
        unary(registry, "Abs", Tensor::abs);
        unary(registry, "Neg", Tensor::neg);
        unary(registry, "Sqrt", Tensor::sqrt);
        unary(registry, "Exp", Tensor::exp);
        unary(registry, "Log", Tensor::log);
        unary(registry, "Reciprocal", Tensor::reciprocal);
        registry.add("Erf", 9, settings -> (inputs, mode) -> torch.erf(inputs.get(0)));
        binary(registry, "Equal", Tensor::eq);
        registry.add(
                "Where", 9, settings -> (inputs, mode) -> torch.where(inputs.get(0), inputs.get(1), inputs.get(2)));
        registry.add("Clip", 6, settings -> clip(attribute(settings, "min"), attribute(settings, "max")));
        registry.add("Clip", 11, settings -> clip(settings.realNumber(1), settings.realNumber(2)));
    }

    private static void binary(OperatorRegistry registry, String name, BinaryOperator<Tensor> function) {
        registry.add(name, 7, settings -> (inputs, mode) -> function.apply(inputs.get(0), inputs.get(1)));
    }

    private static void unary(OperatorRegistry registry, String name, UnaryOperator<Tensor> function) {
        registry.add(name, 6, settings -> (inputs, mode) -> function.apply(inputs.get(0)));
    }

    /** Operators of one input or more. */
    private static void folded(OperatorRegistry registry, String name, long since, BinaryOperator<Tensor> function) {
        registry.add(name, since, settings -> (inputs, mode) -> {
            Tensor result = inputs.get(0).alias();
            for (int i = 1; i < inputs.size(); i++) {
                result = function.apply(result, inputs.get(i));
            }
            return result;
        });
    }

    /**
     * Whole numbers, as in the computation of shapes, ONNX divides toward 0, libtorch into fractions. These are exact for dividends
     * below 2⁵³, which no shape reaches.
     */
    private static Tensor quotient(Tensor dividend, Tensor divisor) {
        if (!Tensors.isWhole(dividend)) {
            return dividend.div(divisor);
        }
        if (Arrays.stream(Tensors.longs(divisor)).anyMatch(number -> number == 0)) {
            throw new IllegalArgumentException("integer division by 0");
        }
        return dividend.to(ScalarType.Double).div(divisor).trunc().to(ScalarType.Long);
    }

    private static Optional<RealNumber> attribute(NodeSettings settings, String name) {
        return settings.hasAttribute(name) ? Optional.of(RealNumber.of(settings.real(name, 0))) : Optional.empty();
    }

    private static Operator clip(Optional<RealNumber> least, Optional<RealNumber> most) {
        return (inputs, mode) -> {
            Tensor result = inputs.get(0).alias();
            if (least.isPresent()) {
                result = result.clamp_min(new Scalar(least.get().of(inputs)));
            }
            return most.isPresent() ? result.clamp_max(new Scalar(most.get().of(inputs))) : result;
        };
    }
}
