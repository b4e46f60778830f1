package org.likeness.gallery.store;

import java.security.GeneralSecurityException;

/**
 * Turns values into what the columns of a gallery hold, and back. A place is a text such as {@code embedding.vector 17}: a sealed value
 * cannot be opened in another place than its own.
 */
interface Sealing {
    /** Two sealings of a value differ. */
    byte[] seal(byte[] value, byte[] place);

    /** @throws GeneralSecurityException if the value was changed, or sealed for another place or with another key */
    byte[] open(byte[] sealed, byte[] place) throws GeneralSecurityException;

    /** Two sealings of a value are the same, so that rows can be found by it. */
    byte[] sealForLookup(byte[] value, byte[] place);

    /** @throws GeneralSecurityException if the value was changed, or sealed for another place or with another key */
    byte[] openForLookup(byte[] sealed, byte[] place) throws GeneralSecurityException;

    /** Of a gallery that is not encrypted: columns hold the values themselves. */
    Sealing PLAIN = new Sealing() {
        @Override
        public byte[] seal(byte[] value, byte[] place) {
            return value;
        }

        @Override
        public byte[] open(byte[] sealed, byte[] place) {
            return sealed;
        }

        @Override
        public byte[] sealForLookup(byte[] value, byte[] place) {
            return value;
        }

        @Override
        public byte[] openForLookup(byte[] sealed, byte[] place) {
            return sealed;
        }
    };
}
