package org.likeness.model.graph;

import ai.onnx.proto.OnnxMl;
import java.util.Locale;
import java.util.Set;
import org.likeness.core.LikenessException;

/**
 * The permitted operators of ONNX's own domain: those of encoders and detectors whose cost is bounded by the sizes of their tensors and
 * whose results depend only on their inputs. Others are rejected, because engines check little.
 *
 * @see <a href="https://onnx.ai/onnx/operators/">ONNX's operators</a>
 */
final class KnownOperators {
    private static final Set<String> CONTROL_FLOW = Set.of("If", "Loop", "Scan", "SequenceMap");

    private static final Set<String> RANDOM = Set.of(
            "Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike");

    /** Operators whose first output has the shape of their first input. */
    static final Set<String> OF_SAME_SHAPE = words("""
            Abs Acos Acosh Asin Asinh Atan Atanh BatchNormalization Cast CastLike Ceil Celu Clip Cos Cosh CumSum DequantizeLinear Dropout
            DynamicQuantizeLinear Elu Erf Exp Floor Gelu GroupNormalization HardSigmoid HardSwish Hardmax Identity InstanceNormalization
            IsInf IsNaN LRN LayerNormalization LeakyRelu Log LogSoftmax LpNormalization MeanVarianceNormalization Mish Neg Not PRelu
            QuantizeLinear Reciprocal Relu Round ScatterElements ScatterND Selu Shrink Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt
            Tan Tanh ThresholdedRelu Trilu
            """);

    /** Operators whose inputs are brought to one shape. */
    static final Set<String> BROADCASTING = words("""
            Add And Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or Pow Sub Sum Where Xor
            """);

    private static final Set<String> OTHERS = words("""
            ArgMax ArgMin AveragePool Compress Concat Constant ConstantOfShape Conv ConvInteger ConvTranspose DepthToSpace Expand EyeLike
            Flatten Gather GatherElements GatherND Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool LpPool MatMul MatMulInteger MaxPool
            NonMaxSuppression NonZero OneHot Pad QLinearConv QLinearMatMul Range ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax
            ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Reshape Resize RoiAlign Shape Size Slice SpaceToDepth Split Squeeze
            Tile TopK Transpose Unsqueeze Upsample
            """);

    private KnownOperators() {}

    /** @throws LikenessException if a node's operator is not one of them */
    static void require(String file, OnnxMl.NodeProto node) {
        String operator = node.getOpType();
        String domain = node.getDomain();
        if (!(domain.isEmpty() || domain.equals("ai.onnx"))) {
            throw refused(
                    file,
                    node,
                    String.format(Locale.ROOT, "its domain \"%s\" is not supported, only ONNX's own", domain));
        }
        if (CONTROL_FLOW.contains(operator)) {
            throw refused(file, node, "control flow is not supported, because it may not terminate");
        }
        if (RANDOM.contains(operator)) {
            throw refused(file, node, "its result is random");
        }
        if (!(OF_SAME_SHAPE.contains(operator) || BROADCASTING.contains(operator) || OTHERS.contains(operator))) {
            throw refused(file, node, "this operator is not supported in encoders and detectors");
        }
    }

    private static LikenessException refused(String file, OnnxMl.NodeProto node, String reason) {
        String name = node.getName().isEmpty() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
        return LikenessException.unsupported(String.format(
                Locale.ROOT,
                "%s: node \"%s\" (%s): %s; export the network without it",
                file,
                name,
                node.getOpType(),
                reason));
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
