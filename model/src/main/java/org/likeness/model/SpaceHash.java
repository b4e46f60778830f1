package org.likeness.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.Border;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;

/**
 * Computes the id of an encoder's embedding space: SHA-256 over the nodes, the tensors in the order of their names,
 * and the part of the specification that affects embeddings. The names of nodes, calibration, license and provenance are not included.
 * {@code docs/formats/encoder.md} defines the bytes.
 */
final class SpaceHash {
    private static final String FORMAT = "likeness-space-1";

    private final DataOutputStream out;

    private SpaceHash(DataOutputStream out) {
        this.out = out;
    }

    static EncoderId of(OnnxGraph graph, EncoderSpec spec) {
        MessageDigest digest = Sha256.digest();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            new SpaceHash(out).all(graph, spec);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EncoderId(Sha256.hex(digest));
    }

    private void all(OnnxGraph graph, EncoderSpec spec) throws IOException {
        text(FORMAT);
        for (Map.Entry<String, Long> opset : new TreeMap<>(graph.opsets()).entrySet()) {
            text(opset.getKey());
            out.writeLong(opset.getValue());
        }
        text(graph.inputs().get(0).name());
        text(graph.outputs().get(0).name());
        out.writeInt(graph.nodes().size());
        for (Node node : graph.nodes()) {
            node(node);
        }
        out.writeInt(graph.initializers().size());
        for (Map.Entry<String, TensorData> tensor : graph.initializers().entrySet()) {
            text(tensor.getKey());
            tensor(tensor.getValue());
        }
        out.writeInt(spec.inputWidth());
        out.writeInt(spec.inputHeight());
        text(word(spec.colorOrder()));
        means(spec.normalization());
        out.writeDouble(spec.normalization().divisor());
        text(SpecMetadata.crop(spec.crop()));
        out.writeInt(spec.embeddingSize());
        text(word(spec.distance()));
        out.writeBoolean(spec.normalized());
        border(spec.border());
    }

    /** The edge adds nothing, so that encoders from before there was a choice keep their spaces. */
    private void border(Border border) throws IOException {
        switch (border) {
            case EDGE -> {}
            case BLACK -> text("BLACK");
        }
    }

    /** One mean as itself; three begin with what is no mean, so that the two forms never meet in one hash. */
    private void means(Normalization normalization) throws IOException {
        if (normalization.isUniform()) {
            out.writeDouble(normalization.means().get(0));
            return;
        }
        out.writeDouble(Double.NaN);
        for (double mean : normalization.means()) {
            out.writeDouble(mean);
        }
    }

    private void node(Node node) throws IOException {
        text(node.domain());
        text(node.operator());
        out.writeInt(node.inputs().size());
        for (String input : node.inputs()) {
            text(input);
        }
        out.writeInt(node.outputs().size());
        for (String output : node.outputs()) {
            text(output);
        }
        out.writeInt(node.attributes().size());
        for (Map.Entry<String, Attribute> attribute : new TreeMap<>(node.attributes()).entrySet()) {
            text(attribute.getKey());
            attribute(attribute.getValue());
        }
    }

    private void attribute(Attribute attribute) throws IOException {
        if (attribute instanceof Attribute.Int number) {
            text("Int");
            out.writeLong(number.value());
        } else if (attribute instanceof Attribute.Float number) {
            text("Float");
            out.writeFloat(number.value());
        } else if (attribute instanceof Attribute.Text value) {
            text("Text");
            text(value.value());
        } else if (attribute instanceof Attribute.Ints numbers) {
            text("Ints");
            out.writeInt(numbers.values().size());
            for (long value : numbers.values()) {
                out.writeLong(value);
            }
        } else if (attribute instanceof Attribute.Floats numbers) {
            text("Floats");
            out.writeInt(numbers.values().size());
            for (float value : numbers.values()) {
                out.writeFloat(value);
            }
        } else if (attribute instanceof Attribute.Tensor value) {
            text("Tensor");
            tensor(value.value());
        }
    }

    private void tensor(TensorData data) throws IOException {
        if (data instanceof TensorData.Floats floats) {
            text("Floats");
            shape(data);
            for (float value : floats.values()) {
                out.writeInt(Float.floatToRawIntBits(value));
            }
        } else if (data instanceof TensorData.Longs longs) {
            text("Longs");
            shape(data);
            for (long value : longs.values()) {
                out.writeLong(value);
            }
        } else if (data instanceof TensorData.Other other) {
            text(word(other.type()));
            shape(data);
            out.write(other.bytes());
        }
    }

    private void shape(TensorData data) throws IOException {
        out.writeInt(data.shape().length);
        for (long size : data.shape()) {
            out.writeLong(size);
        }
    }

    /** The words of the hash are its own: a constant that is renamed changes no id. */
    private static String word(ElementType type) {
        return switch (type) {
            case FLOAT16 -> "FLOAT16";
            case DOUBLE -> "DOUBLE";
            case INT32 -> "INT32";
            case INT8 -> "INT8";
            case UINT8 -> "UINT8";
            case BOOL -> "BOOL";
        };
    }

    private static String word(ColorOrder order) {
        return switch (order) {
            case RGB -> "RGB";
            case BGR -> "BGR";
        };
    }

    private static String word(Distance distance) {
        return switch (distance) {
            case SQUARED_EUCLIDEAN -> "SQUARED_EUCLIDEAN";
        };
    }

    private void text(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
