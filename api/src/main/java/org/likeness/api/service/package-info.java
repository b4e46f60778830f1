/**
 * Documents of the service: what it reads, what only it answers, and its access keys and audit log. The other documents that commands print,
 * too, are in the other packages.
 */
@NullMarked
package org.likeness.api.service;

import org.jspecify.annotations.NullMarked;
