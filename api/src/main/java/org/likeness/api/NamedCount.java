package org.likeness.api;

/**
 * How often something occurs.
 *
 * @param name  such as an ONNX operator or a file extension
 * @param count at least 1
 */
public record NamedCount(String name, long count) {}
