/**
 * Published models: names, licenses, sources, and the download and verification of their files. The networks are not interpreted here, and
 * no weights are included.
 */
@NullMarked
package org.likeness.model.catalog;

import org.jspecify.annotations.NullMarked;
