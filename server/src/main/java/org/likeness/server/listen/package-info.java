/** Where the service listens: addresses, TLS, the proxies before it. It knows neither routes nor galleries. */
@NullMarked
package org.likeness.server.listen;

import org.jspecify.annotations.NullMarked;
