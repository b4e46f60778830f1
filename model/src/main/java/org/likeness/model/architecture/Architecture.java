package org.likeness.model.architecture;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.graph.GraphBuilder;
import org.likeness.model.graph.GraphBuilder.Value;

/** A network architecture by name. Input: {@code input} [B, 3, S, S]; output: {@code embedding} [B, D]. */
public enum Architecture {
    /** For small sets and the quick start. */
    SMALL_RESIDUAL("small-residual", 32, 128, 1e-5f) {
        @Override
        Value body(GraphBuilder builder, Value input, NetworkSettings settings) {
            return SmallResidual.body(builder, input, settings);
        }
    },
    /** arXiv 1804.07573, table 1. */
    MOBILE_FACE_NET("mobile-face-net", 32, 224, 1e-5f) {
        @Override
        Value body(GraphBuilder builder, Value input, NetworkSettings settings) {
            return MobileFaceNet.body(builder, input, settings);
        }
    },
    /** arXiv 1602.07261, figure 10, as used for faces of 160×160. */
    INCEPTION_RESNET_V1("inception-resnet-v1", 80, 320, 1e-3f) {
        @Override
        Value body(GraphBuilder builder, Value input, NetworkSettings settings) {
            return InceptionResnetV1.body(builder, input, settings);
        }
    };

    /** Name of the input in every graph built here. */
    public static final String INPUT = "input";

    /** Name of the output in every graph built here. */
    public static final String OUTPUT = "embedding";

    private final String key;
    private final int smallestInput;
    private final int largestInput;
    private final float normEpsilon; // of the batch normalization before the unit sphere: that of the network's others

    Architecture(String key, int smallestInput, int largestInput, float normEpsilon) {
        this.key = key;
        this.smallestInput = smallestInput;
        this.largestInput = largestInput;
        this.normEpsilon = normEpsilon;
    }

    /** The name that recipes use. */
    public String key() {
        return key;
    }

    /**
     * The architecture of that name.
     *
     * @throws LikenessException if there is none; the message lists them
     */
    public static Architecture named(String key) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.key.equals(key))
                .findFirst()
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "no architecture \"%s\": known are %s",
                        key,
                        Arrays.stream(values()).map(Architecture::key).collect(Collectors.joining(", ")))));
    }

    /** Whether there is an architecture of that name. */
    public static boolean isNamed(String key) {
        return Arrays.stream(values()).anyMatch(architecture -> architecture.key.equals(key));
    }

    /**
     * A network with freshly drawn weights.
     *
     * @param settings its sizes; the architecture named there is not looked at
     * @param random   where weights are drawn from
     * @throws LikenessException if the input's size does not suit the architecture
     */
    public NewNetwork build(NetworkSettings settings, RandomGenerator random) {
        GraphBuilder builder = new GraphBuilder(key, random);
        Value embedding = layers(builder, settings);
        return new NewNetwork(builder.build(embedding, OUTPUT), builder.trainable(), builder.multiplications());
    }

    /**
     * How large a network is, without drawing its weights.
     *
     * @param settings its sizes; the architecture named there is not looked at
     * @throws LikenessException if the input's size does not suit the architecture
     */
    public NetworkSize size(NetworkSettings settings) {
        GraphBuilder builder = GraphBuilder.counting(key);
        layers(builder, settings);
        return new NetworkSize(builder.parameters(), builder.multiplications());
    }

    private Value layers(GraphBuilder builder, NetworkSettings settings) {
        int size = settings.inputSize();
        if (size < smallestInput || size > largestInput) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "network.inputSize is %d: %s takes %d to %d pixels",
                    size,
                    key,
                    smallestInput,
                    largestInput));
        }
        Value features = body(builder, builder.input(INPUT, 3, size, size), settings);
        if (settings.batchNormBeforeSphere()) {
            features = builder.batchNorm(features, normEpsilon);
        }
        return settings.normalized() ? builder.unitSphere(features) : features;
    }

    /** Everything from the input to the last linear layer: a vector of D features. */
    abstract Value body(GraphBuilder builder, Value input, NetworkSettings settings);
}
