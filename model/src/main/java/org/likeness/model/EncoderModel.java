package org.likeness.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.model.graph.BatchIndependence;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.ValueInfo;

/**
 * An encoder file: a graph in inference form, its specification, and its trainable tensors.
 *
 * @param graph     one input [B, 3, H, W], one output [B, D]; its metadata is that of other programs, ours is in {@code spec}
 * @param spec      input, output and origin
 * @param trainable names of the trainable tensors
 * @param space     the embedding space
 */
public record EncoderModel(OnnxGraph graph, EncoderSpec spec, List<String> trainable, EncoderId space) {
    public EncoderModel {
        trainable = List.copyOf(trainable);
        requireShapes(graph, spec);
        BatchIndependence.require("the graph", graph);
        for (String name : trainable) {
            graph.initializer(name);
        }
    }

    /**
     * An encoder just made: its space is computed from what it is.
     *
     * @throws LikenessException if graph and specification do not fit each other
     */
    public static EncoderModel of(OnnxGraph graph, EncoderSpec spec, List<String> trainable) {
        return new EncoderModel(graph, spec, trainable, SpaceHash.of(graph, spec));
    }

    /**
     * Reads an encoder's file.
     *
     * @throws LikenessException if it is missing, broken or without a specification
     */
    public static EncoderModel read(Path file) {
        return read(file.toString(), GraphReader.read(file));
    }

    /**
     * The encoder of a graph that was read already.
     *
     * @param file its name, for messages
     * @throws LikenessException if it has no sound specification
     */
    public static EncoderModel read(String file, OnnxGraph graph) {
        return SpecMetadata.read(file, graph);
    }

    /** Whether a file's graph has an encoder's specification, right or wrong. */
    public static boolean isEncoder(OnnxGraph graph) {
        return SpecMetadata.isIn(graph);
    }

    /**
     * Writes an encoder's file, as a whole or not at all.
     *
     * @throws LikenessException if it cannot be written
     */
    public void write(Path file) {
        GraphWriter.write(withMetadata(), file);
    }

    /** The bytes of the encoder's file. */
    public byte[] bytes() {
        return GraphWriter.bytes(withMetadata());
    }

    /** The same network with other weights; a new space. */
    public EncoderModel withGraph(OnnxGraph trained) {
        return of(trained, spec, trainable);
    }

    /** The same space with another account of itself; input, crop, size and distance must stay. */
    public EncoderModel withSpec(EncoderSpec described) {
        if (!SpaceHash.of(graph, described).equals(SpaceHash.of(graph, spec))) {
            throw new IllegalArgumentException("another input, crop, size or distance makes another space");
        }
        return new EncoderModel(graph, described, trainable, space);
    }

    /** How many numbers learn. */
    public long parameters() {
        return trainable.stream()
                .mapToLong(name -> graph.initializer(name).elements())
                .sum();
    }

    private OnnxGraph withMetadata() {
        Map<String, String> metadata = new HashMap<>(graph.metadata());
        metadata.putAll(SpecMetadata.write(this));
        return graph.withMetadata(metadata);
    }

    private static void requireShapes(OnnxGraph graph, EncoderSpec spec) {
        if (graph.inputs().size() != 1 || graph.outputs().size() != 1) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "the graph has %d inputs and %d outputs: an encoder has one of each",
                    graph.inputs().size(),
                    graph.outputs().size()));
        }
        ValueInfo input = graph.inputs().get(0);
        List<Long> wanted = List.of(-1L, 3L, (long) spec.inputHeight(), (long) spec.inputWidth());
        if (!input.shape().equals(wanted)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "the graph takes \"%s\" of shape %s: the specification says %s (−1 is the batch)",
                    input.name(),
                    input.shape(),
                    wanted));
        }
        ValueInfo output = graph.outputs().get(0);
        if (output.shape().size() != 2 || output.shape().get(1) != spec.embeddingSize()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "the graph gives \"%s\" of shape %s: the specification says [-1, %d]",
                    output.name(),
                    output.shape(),
                    spec.embeddingSize()));
        }
    }
}
