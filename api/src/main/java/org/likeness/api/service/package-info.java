/** Documents of the service: what only it answers, and what it reads. Documents that commands print, too, are in the other packages. */
@NullMarked
package org.likeness.api.service;

import org.jspecify.annotations.NullMarked;
