package org.likeness.core.evaluation.identification;

/** The result of a {@link Protocol.OfSet}. */
public sealed interface SetResult
        permits Blufr.Result, Retrieval.Result, ClusteringResult, OpenSet.Result, NWay.Result {}
