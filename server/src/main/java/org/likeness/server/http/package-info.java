/** HTTP: routes, requests within bounds, replies and problems. It knows no gallery and no face. */
@NullMarked
package org.likeness.server.http;

import org.jspecify.annotations.NullMarked;
