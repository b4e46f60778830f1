/** Embeds whole lists of pictures and counts those without a result. What is concluded from embeddings belongs to evaluation. */
@NullMarked
package org.likeness.core.embedding.picture;

import org.jspecify.annotations.NullMarked;
