package org.likeness.api.evaluation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The result of an evaluation, in one record per kind of protocol; its first field is {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PairsResult.class, name = "pairs"),
    @JsonSubTypes.Type(value = TemplatesResult.class, name = "templates"),
    @JsonSubTypes.Type(value = BlufrResult.class, name = "blufr"),
    @JsonSubTypes.Type(value = RetrievalResult.class, name = "retrieval"),
    @JsonSubTypes.Type(value = ClustersResult.class, name = "clustering"),
    @JsonSubTypes.Type(value = OpenSetResult.class, name = "open-set"),
    @JsonSubTypes.Type(value = NWayResult.class, name = "n-way")
})
public sealed interface EvaluationResult
        permits PairsResult, TemplatesResult, BlufrResult, RetrievalResult, ClustersResult, OpenSetResult, NWayResult {}
