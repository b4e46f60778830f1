package org.likeness.bench.scale;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Numbers of a simulation by name. Profiles have defaults, which {@code docs/scale.md} explains; each can be replaced. */
final class Settings {
    private static final double CORE_MILLISECONDS_TO_LOAD = 0.96 + 0.171; // decode 250×250, augment 112×112
    private static final double EMBEDDED_PER_TRAINED =
            (0.325 + 0.845) / 0.325; // docs/results/gradient-caching.md: (F + G) / F
    private static final double BYTES_PER_GIGABIT = 1e9 / 8;
    private static final double SECONDS_PER_HOUR = 3_600;

    /** Two cores, as measured in {@code docs/results}. */
    private static final Map<String, Double> TWO_CORES = Map.ofEntries(
            Map.entry("pictures-per-second", 70.1), // docs/results/training-speed.md, mobile-face-net at 112×112
            Map.entry("cores", 2.0),
            Map.entry("loads-on-network-cores", 1.0),
            Map.entry("chunk", 64.0),
            Map.entry("spread", 0.07),
            Map.entry("batch", 1_800.0),
            Map.entry("batch-of-each-worker", 0.0),
            Map.entry("weights", 1_003_136.0), // mobile-face-net with D = 128
            Map.entry("embedding-size", 128.0),
            Map.entry("people", 0.0),
            Map.entry("softmax-share", 0.1),
            Map.entry("link-gigabits", 10.0),
            Map.entry("latency-microseconds", 100.0),
            Map.entry("storage-gigabits", 10.0),
            Map.entry("picture-bytes", 10_000.0),
            Map.entry("failure-hours", 720.0),
            Map.entry("workers-per-node", 16.0),
            Map.entry("restart-seconds", 180.0),
            Map.entry("validation-every", 200.0),
            Map.entry("validation-pictures", 2_000.0),
            Map.entry("checkpoint-every", 200.0),
            Map.entry("disk-megabytes", 125.0),
            Map.entry("steps", 50_000.0),
            Map.entry("seed", 1.0));

    /** The same network on a GPU whose rate is assumed. */
    private static final Map<String, Double> SMALL_ON_GPU = with(
            TWO_CORES,
            Map.of(
                    "pictures-per-second", 3_000.0,
                    "loads-on-network-cores", 0.0,
                    "chunk", 512.0,
                    "workers-per-node", 1.0));

    /** A ResNet-50 at the rate of a V100 that InsightFace publishes for Partial FC. */
    private static final Map<String, Double> LARGE_ON_GPU = with(
            SMALL_ON_GPU,
            Map.of(
                    "pictures-per-second", 660.0,
                    "cores", 4.0,
                    "chunk", 128.0,
                    "weights", 43_600_000.0,
                    "embedding-size", 512.0));

    private static final Map<String, Map<String, Double>> PROFILES =
            Map.of("two-cores", TWO_CORES, "gpu-small", SMALL_ON_GPU, "gpu-large", LARGE_ON_GPU);

    private final Map<String, Double> values;

    private Settings(Map<String, Double> values) {
        this.values = values;
    }

    private static Map<String, Double> with(Map<String, Double> defaults, Map<String, Double> others) {
        Map<String, Double> all = new TreeMap<>(defaults);
        all.putAll(others);
        return Map.copyOf(all);
    }

    /**
     * Reads a profile and settings that replace its own.
     *
     * @param arguments the profile, then NAME=NUMBER each
     * @throws IllegalArgumentException if there is no such profile or setting, or a value is not a number; the message lists what there is
     */
    static Settings of(String... arguments) {
        String profile = arguments.length == 0 ? "" : arguments[0];
        Map<String, Double> defaults = PROFILES.get(profile);
        if (defaults == null) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "profile \"%s\": one of %s is expected", profile, listed(PROFILES.keySet())));
        }
        Map<String, Double> values = new TreeMap<>(defaults);
        Arrays.stream(arguments).skip(1).forEach(argument -> replace(values, argument));
        return new Settings(values);
    }

    private static void replace(Map<String, Double> values, String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (equals < 0 || !values.containsKey(name)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s: NAME=NUMBER is expected, with one of %s", argument, listed(values.keySet())));
        }
        try {
            values.put(name, Double.valueOf(argument.substring(equals + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(argument + ": a number is expected after =", e);
        }
    }

    private static String listed(Collection<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    Cluster cluster() {
        Worker worker = new Worker(of("pictures-per-second"), whole("cores"), whole("chunk"), of("spread"));
        Loading loading = new Loading(
                of("cores") / CORE_MILLISECONDS_TO_LOAD * 1_000,
                of("loads-on-network-cores") != 0,
                of("storage-gigabits") * BYTES_PER_GIGABIT,
                whole("picture-bytes"));
        Link link = new Link(of("link-gigabits") * BYTES_PER_GIGABIT, of("latency-microseconds") * 1e-6);
        Failures failures =
                new Failures(of("failure-hours") * SECONDS_PER_HOUR, whole("workers-per-node"), of("restart-seconds"));
        return new Cluster(worker, loading, link, failures);
    }

    Training training() {
        Network network = new Network(whole("weights"), whole("embedding-size"), whole("people"), of("softmax-share"));
        BatchSize batch = new BatchSize(whole("batch"), of("batch-of-each-worker") != 0);
        double embeddedPerSecond = EMBEDDED_PER_TRAINED * of("pictures-per-second");
        return new Training(
                network,
                batch,
                new Pause(whole("validation-every"), of("validation-pictures") / embeddedPerSecond),
                new Pause(whole("checkpoint-every"), network.checkpointBytes() / (of("disk-megabytes") * 1e6)));
    }

    long steps() {
        return whole("steps");
    }

    long seed() {
        return whole("seed");
    }

    private double of(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no profile has " + name);
        }
        return value;
    }

    private int whole(String name) {
        double value = of(name);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s=%s: a whole number below 2^31 is expected", name, value));
        }
        return (int) value;
    }

    /** All settings, in one line. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s=%s", entry.getKey(), number(entry.getValue())))
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
