/**
 * The client of a recognition service: {@link org.likeness.api.client.RecognitionClient} and what its operations take, on the JDK's HTTP
 * client. No documents, which are in the other packages, and nothing that computes on pictures.
 */
@NullMarked
package org.likeness.api.client;

import org.jspecify.annotations.NullMarked;
