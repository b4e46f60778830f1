package org.likeness.api;

/**
 * A whole JSON document that Likeness answers with. Implementations are records in the packages of this module: every component is a
 * number, a text, a truth value, an enum of this module, another record, or a list of these.
 */
public interface Answer {}
