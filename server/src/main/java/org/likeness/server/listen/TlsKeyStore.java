package org.likeness.server.listen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Locale;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;

/**
 * The private key and the certificates of the service. The file is looked at every second: a new certificate holds for the connections
 * that are made from then on; a file that cannot be used is logged, and the former certificate stays.
 *
 * @param file     PKCS #12 or JKS, with one private key
 * @param password of the file and the key
 */
public record TlsKeyStore(Path file, String password) {
    /** Does not reveal the password. */
    @Override
    public String toString() {
        return "key store " + file;
    }

    /**
     * Sees that it can be used.
     *
     * @throws LikenessException if it is no key store, the password is wrong, or there is no private key
     */
    void require() {
        try (InputStream stream = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(stream, password.toCharArray());
            boolean hasKey = false;
            for (String alias : Collections.list(store.aliases())) {
                hasKey |= store.isKeyEntry(alias) && store.getKey(alias, password.toCharArray()) != null;
            }
            if (!hasKey) {
                throw refused("it holds no private key", null);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private LikenessException refused(String reason, @Nullable Exception cause) {
        String message = String.format(
                Locale.ROOT,
                "%s is no key store that can be used: %s. A PKCS #12 or JKS file with a private key, its certificates and their password are expected",
                file,
                reason);
        return cause == null ? LikenessException.invalid(message) : LikenessException.invalid(message, cause);
    }

    /** TLS 1.3 and 1.2, with authenticated encryption and keys that are forgotten after each connection. */
    SslContextFactory.Server contexts() {
        SslContextFactory.Server contexts = new SslContextFactory.Server();
        contexts.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        contexts.setIncludeCipherSuites("TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_(GCM|CHACHA20_POLY1305)_.*");
        contexts.setKeyStorePath(file.toAbsolutePath().toString());
        contexts.setKeyStorePassword(password);
        contexts.setKeyManagerPassword(password);
        return contexts;
    }
}
