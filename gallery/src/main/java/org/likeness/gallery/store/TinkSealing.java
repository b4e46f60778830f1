package org.likeness.gallery.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;

/**
 * Seals values with AES-256-GCM, and those that rows are found by with AES-SIV (RFC 5297). The data keys are random, of one gallery, and
 * stand in its tables, sealed by the user's {@link GalleryKey}.
 */
final class TinkSealing implements Sealing {
    private static final byte[] DATA_KEY = bytes("likeness gallery, data key");
    private static final byte[] LOOKUP_KEY = bytes("likeness gallery, lookup key");

    private final Aead values;
    private final DeterministicAead lookups;

    private TinkSealing(KeysetHandle dataKey, KeysetHandle lookupKey) throws GeneralSecurityException {
        this.values = dataKey.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.lookups = lookupKey.getPrimitive(RegistryConfiguration.get(), DeterministicAead.class);
    }

    /** New random data keys. */
    static SealedKeys newKeys(GalleryKey key) {
        try {
            register();
            Aead user = aead(key);
            return new SealedKeys(
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), user, DATA_KEY),
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            KeysetHandle.generateNew(PredefinedDeterministicAeadParameters.AES256_SIV),
                            user,
                            LOOKUP_KEY));
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    /** @throws LikenessException if the key is not the gallery's */
    static TinkSealing open(SealedKeys keys, GalleryKey key, String gallery) {
        try {
            register();
            Aead user = aead(key);
            return new TinkSealing(
                    TinkProtoKeysetFormat.parseEncryptedKeyset(keys.data(), user, DATA_KEY),
                    TinkProtoKeysetFormat.parseEncryptedKeyset(keys.lookup(), user, LOOKUP_KEY));
        } catch (GeneralSecurityException e) {
            throw new LikenessException(
                    LikenessException.Kind.INVALID,
                    String.format(Locale.ROOT, "%s is encrypted with another key than the one given", gallery),
                    e,
                    new Remedy(Remedy.Action.GIVE_GALLERY_KEY));
        }
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
        DeterministicAeadConfig.register();
    }

    @AccessesPartialKey // the user's key is made and kept outside of Tink
    private static Aead aead(GalleryKey key) throws GeneralSecurityException {
        AesGcmKey imported = AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(32)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get()))
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(imported).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    @Override
    public byte[] seal(byte[] value, byte[] place) {
        try {
            return values.encrypt(value, place);
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] place) throws GeneralSecurityException {
        return values.decrypt(sealed, place);
    }

    @Override
    public byte[] sealForLookup(byte[] value, byte[] place) {
        try {
            return lookups.encryptDeterministically(value, place);
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    @Override
    public byte[] openForLookup(byte[] sealed, byte[] place) throws GeneralSecurityException {
        return lookups.decryptDeterministically(sealed, place);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static IllegalStateException impossible(GeneralSecurityException e) {
        return new IllegalStateException("the JVM lacks AES", e); // every one has it
    }
}
