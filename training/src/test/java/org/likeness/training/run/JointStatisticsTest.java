package org.likeness.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.image.FaceImage;
import org.likeness.model.EncoderModel;
import org.likeness.training.Noise;
import org.likeness.training.SmallRun;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.distributed.RanksInMemory;
import org.likeness.training.distributed.TensorSums;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.TrainingPass;
import org.likeness.training.graph.operator.GraphSettings;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.loader.LoadedBatch;

/** With synchronized batch-normalization, ranks compute what one process computes of their pictures together. */
final class JointStatisticsTest {
    private static final int[] LABELS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4};

    @BeforeAll
    static void useOneThread() {
        Libtorch.setThreads(1);
    }

    /** Embeddings by row, and gradients and running statistics by name, in double precision. */
    private record Found(Map<String, List<Double>> numbers) {
        static Found of(TrainableGraph graph, Map<Integer, List<Double>> embeddings) {
            try (PointerScope scope = new PointerScope()) {
                Map<String, List<Double>> numbers = new TreeMap<>();
                embeddings.forEach((row, embedding) -> numbers.put("embedding " + row, embedding));
                graph.parameters().forEach((name, parameter) -> numbers.put(name, exact(parameter.grad())));
                graph.buffers().forEach((name, buffer) -> numbers.put(name, exact(buffer)));
                return new Found(numbers);
            }
        }

        private static List<Double> exact(Tensor tensor) {
            double[] values = new double[Math.toIntExact(tensor.numel())];
            DoubleBuffer buffer =
                    tensor.detach().to(ScalarType.Double).contiguous().createBuffer();
            buffer.get(values);
            return DoubleStream.of(values).boxed().toList();
        }

        void requireNear(Found expected, double tolerance) {
            assertThat(numbers.keySet()).isSubsetOf(expected.numbers.keySet());
            numbers.forEach((name, values) -> {
                List<Double> wanted = expected.numbers.getOrDefault(name, List.of());
                double scale = 1 + wanted.stream().mapToDouble(Math::abs).max().orElse(0);
                assertThat(values).as(name).hasSameSizeAs(wanted);
                for (int i = 0; i < values.size(); i++) {
                    assertThat(values.get(i)).as(name).isCloseTo(wanted.get(i), within(tolerance * scale));
                }
            });
        }
    }

    private static TrainableGraph open(EncoderModel start, Precision precision, ProcessGroup group) {
        return TrainableGraph.of(
                start.graph(),
                Set.copyOf(start.trainable()),
                new GraphSettings(precision, GraphSettings.USUAL_MOMENTUM, false, Device.PROCESSOR).withRanks(group));
    }

    private static List<Double> row(float[] values, int row, int dimension) {
        return IntStream.range(row * dimension, (row + 1) * dimension)
                .mapToObj(i -> (double) values[i])
                .toList();
    }

    /** What a rank has: its own rows of the batch, in some chunks; gradients are summed over the ranks. */
    private static Found ofRank(
            EncoderModel start,
            Precision precision,
            LoadedBatch batch,
            int chunks,
            float[] gradient,
            ProcessGroup group) {
        int dimension = start.spec().embeddingSize();
        int[] rows = group.share().rows(batch.size());
        List<FaceImage> faces = IntStream.of(rows).mapToObj(batch.faces()::get).toList();
        BatchLabels labels = new BatchLabels(batch.step(), new int[rows.length], new int[rows.length]);
        LoadedBatch own = new LoadedBatch(faces, labels, start.spec());
        try (TrainableGraph graph = open(start, precision, group);
                BatchPass pass = new BatchPass(graph, own, new Chunks(rows.length, chunks), 1, group.share());
                TensorSums sums = TensorSums.of(group)) {
            pass.backward(group.share().take(gradient, batch.size()), parameter -> sums.add(parameter.grad()));
            sums.finish();
            Map<Integer, List<Double>> embeddings = new TreeMap<>();
            for (int i = 0; i < rows.length; i++) {
                embeddings.put(rows[i], row(pass.embeddings(), i, dimension));
            }
            return Found.of(graph, embeddings);
        }
    }

    /** One process with the chunks of all ranks, each in one piece. */
    private static Found ofOne(
            EncoderModel start, Precision precision, LoadedBatch batch, List<int[]> chunks, float[] gradient) {
        int dimension = start.spec().embeddingSize();
        Map<Integer, List<Double>> embeddings = new TreeMap<>();
        try (TrainableGraph graph = open(start, precision, ProcessGroup.ALONE)) {
            for (int[] rows : chunks) {
                try (TrainingPass pass = graph.begin(batch.pixels(rows), rows.length)) {
                    float[] part = new float[rows.length * dimension];
                    for (int i = 0; i < rows.length; i++) {
                        System.arraycopy(gradient, rows[i] * dimension, part, i * dimension, dimension);
                        embeddings.put(rows[i], row(pass.embeddings(), i, dimension));
                    }
                    pass.backward(part);
                }
            }
            return Found.of(graph, embeddings);
        }
    }

    private static List<int[]> jointChunks(int batch, int ranks, int chunks) {
        List<int[]> joint = new ArrayList<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            int place = chunk;
            joint.add(IntStream.range(0, batch)
                    .filter(row -> row / ranks % chunks == place)
                    .toArray());
        }
        return joint;
    }

    @ParameterizedTest(name = "{0}, {1}, {2} ranks, {3} chunks")
    @CsvSource({
        "small-residual,DOUBLE,2,1",
        "small-residual,FLOAT,3,1",
        "small-residual,DOUBLE,2,2",
        "mobile-face-net,DOUBLE,3,1"
    })
    void ranksComputeWhatOneProcessComputes(String architecture, Precision precision, int ranks, int chunks) {
        EncoderModel start = StartingPoint.of(
                        SmallRun.recipe("network.architecture=" + architecture, "network.dropout=0"))
                .encoder();
        LoadedBatch batch = Noise.batch(0, LABELS, start.spec(), 1);
        SplittableRandom random = new SplittableRandom(1);
        float[] gradient = new float[LABELS.length * start.spec().embeddingSize()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        Found expected = ofOne(start, precision, batch, jointChunks(LABELS.length, ranks, chunks), gradient);
        List<Found> found = RanksInMemory.all(ranks, group -> ofRank(start, precision, batch, chunks, gradient, group));
        found.forEach(one -> one.requireNear(expected, precision == Precision.DOUBLE ? 1e-6 : 1e-4));
        assertThat(found.stream().flatMap(one -> one.numbers().keySet().stream()))
                .containsAll(expected.numbers().keySet());
    }
}
