/** Galleries as files for other programs and other galleries: {@code docs/formats/gallery-exchange.md}. Stores are not known here. */
@NullMarked
package org.likeness.gallery.exchange;

import org.jspecify.annotations.NullMarked;
