/**
 * Who may use the service: access keys with their roles, the file that holds them, and the recognition of a token. What a role permits at
 * which route is not known here.
 */
@NullMarked
package org.likeness.server.access;

import org.jspecify.annotations.NullMarked;
