/**
 * Weights as TensorFlow.js publishes them, and the network that is known by its weights alone. Nothing here runs a network.
 */
@NullMarked
package org.likeness.model.importing.manifest;

import org.jspecify.annotations.NullMarked;
