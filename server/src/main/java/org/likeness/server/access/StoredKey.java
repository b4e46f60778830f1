package org.likeness.server.access;

/**
 * A key as the file holds it.
 *
 * @param key    what is known of it
 * @param secret the hash of its secret
 */
record StoredKey(AccessKey key, SecretHash secret) {}
