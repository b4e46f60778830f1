/** Embeds lists of pictures and counts the failures to acquire. Conclusions from embeddings belong to evaluation. */
@NullMarked
package org.likeness.core.embedding.picture;

import org.jspecify.annotations.NullMarked;
