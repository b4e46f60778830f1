package org.likeness.training.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.core.EnumWord;
import org.likeness.training.event.Diagnosis.Symptom;

/**
 * The state of the run monitor as it stands in a checkpoint, as JSON: {@code docs/formats/checkpoint.md}. A metric that is not defined is
 * NaN, which the mapper writes as the text {@code "NaN"}.
 *
 * @param steps    metrics of the steps: {@link MetricHistory}
 * @param heldBack results on the validation people: {@link ValidationHistory}
 * @param mining   state of the mining curriculum
 * @param said     symptoms that have been reported, in words
 */
public record MonitorEntry(Steps steps, HeldBack heldBack, Mining mining, List<String> said) {
    /** {@link MetricHistory}; without an assessment, there is no first one. */
    public record Steps(
            List<Metrics> open,
            @Nullable Metrics first,
            List<Metrics> recent,
            @JsonProperty(required = true) double highestRank) {
        public Steps {
            open = List.copyOf(open);
            recent = List.copyOf(recent);
        }
    }

    /** {@link AssessedMetrics}. */
    public record Metrics(
            @JsonProperty(required = true) long step,
            @JsonProperty(required = true) double loss,
            @JsonProperty(required = true) double active,
            @JsonProperty(required = true) double mined,
            @JsonProperty(required = true) double toPositive,
            @JsonProperty(required = true) double toNegative,
            @JsonProperty(required = true) double gradient,
            @JsonProperty(required = true) double rank,
            @JsonProperty(required = true) double people,
            @JsonProperty(required = true) double beyondTenth,
            @JsonProperty(required = true) double beyondHalf,
            @JsonProperty(required = true) double beyondThreeQuarters) {}

    /** {@link ValidationHistory}. */
    public record HeldBack(
            @JsonProperty(required = true) double bestAuc,
            @JsonProperty(required = true) long bestStep,
            @JsonProperty(required = true) double latestAuc,
            @JsonProperty(required = true) long latest,
            @JsonProperty(required = true) int worse) {}

    /** The state of {@link MiningCurriculum}. */
    public record Mining(
            @JsonProperty(required = true) boolean hardened,
            @JsonProperty(required = true) long since,
            @JsonProperty(required = true) double toNegative,
            @JsonProperty(required = true) double rank,
            @JsonProperty(required = true) int retreats) {}

    public MonitorEntry {
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(heldBack, "heldBack");
        Objects.requireNonNull(mining, "mining");
        said = List.copyOf(said);
    }

    /** The entry of a state. */
    public static MonitorEntry of(MonitorState state) {
        ValidationHistory heldBack = state.heldBack();
        MiningCurriculum.State mining = state.mining();
        return new MonitorEntry(
                new Steps(
                        state.steps().open().stream().map(MonitorEntry::metrics).toList(),
                        state.steps().first().map(MonitorEntry::metrics).orElse(null),
                        state.steps().recent().stream()
                                .map(MonitorEntry::metrics)
                                .toList(),
                        state.steps().highestRank()),
                new HeldBack(
                        heldBack.bestAuc(),
                        heldBack.bestStep(),
                        heldBack.latestAuc(),
                        heldBack.latest(),
                        heldBack.worse()),
                new Mining(mining.hardened(), mining.since(), mining.toNegative(), mining.rank(), mining.retreats()),
                EnumWord.of(state.said()));
    }

    private static Metrics metrics(AssessedMetrics metrics) {
        return new Metrics(
                metrics.step(),
                metrics.loss(),
                metrics.active(),
                metrics.mined(),
                metrics.toPositive(),
                metrics.toNegative(),
                metrics.gradient(),
                metrics.rank(),
                metrics.people(),
                metrics.beyondTenth(),
                metrics.beyondHalf(),
                metrics.beyondThreeQuarters());
    }

    /**
     * The state of the entry.
     *
     * @throws IllegalArgumentException if a symptom is unknown
     */
    public MonitorState state() {
        return new MonitorState(
                new MetricHistory(
                        steps.open.stream().map(MonitorEntry::assessed).toList(),
                        Optional.ofNullable(steps.first).map(MonitorEntry::assessed),
                        steps.recent.stream().map(MonitorEntry::assessed).toList(),
                        steps.highestRank),
                new ValidationHistory(
                        heldBack.bestAuc, heldBack.bestStep, heldBack.latestAuc, heldBack.latest, heldBack.worse),
                new MiningCurriculum.State(
                        mining.hardened, mining.since, mining.toNegative, mining.rank, mining.retreats),
                symptoms());
    }

    private static AssessedMetrics assessed(Metrics metrics) {
        return new AssessedMetrics(
                metrics.step,
                metrics.loss,
                metrics.active,
                metrics.mined,
                metrics.toPositive,
                metrics.toNegative,
                metrics.gradient,
                metrics.rank,
                metrics.people,
                metrics.beyondTenth,
                metrics.beyondHalf,
                metrics.beyondThreeQuarters);
    }

    /** Version 2 of checkpoints has the names of constants, such as {@code DEAD_GRADIENT} for {@code dead-gradient}. */
    private Set<Symptom> symptoms() {
        return said.stream()
                .map(word -> EnumWord.find(Symptom.class, EnumWord.ofName(word))
                        .orElseThrow(() ->
                                new IllegalArgumentException(String.format(Locale.ROOT, "\"%s\" is no symptom", word))))
                .collect(Collectors.toSet());
    }
}
