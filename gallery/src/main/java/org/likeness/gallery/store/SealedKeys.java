package org.likeness.gallery.store;

/**
 * The data keys of an encrypted gallery, sealed by the user's key: two encrypted keysets of Tink.
 *
 * @param data   for values of one row
 * @param lookup for values that rows are found by
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the row of the table to Tink, and back
record SealedKeys(byte[] data, byte[] lookup) {}
