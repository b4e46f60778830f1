package org.likeness.api.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.likeness.api.Answer;

/** The properties of a model: {@code likeness models inspect}. One record per kind of model; its first field is {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EncoderFile.class, name = "encoder"),
    @JsonSubTypes.Type(value = NetworkFile.class, name = "network"),
    @JsonSubTypes.Type(value = ForeignFile.class, name = "foreign"),
    @JsonSubTypes.Type(value = ArchitectureModel.class, name = "architecture"),
    @JsonSubTypes.Type(value = PublishedModel.class, name = "published")
})
public sealed interface ModelDescription extends Answer
        permits EncoderFile, NetworkFile, ForeignFile, ArchitectureModel, PublishedModel {}
