package org.likeness.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates the client trusts. */
class CertificateTest {
    @TempDir
    private Path folder;

    @Test
    void aCertificateIsTrustedByTheGivenContextAlone() throws Exception {
        KeyStore store = selfSigned();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer https = HttpsServer.create();
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        try (ScriptedService encrypted = new ScriptedService(https)) {
            encrypted.answers(ScriptedService.READY);
            ClientBuilder builder = RecognitionClient.builder("https://localhost:" + encrypted.port())
                    .key("lk_secret-of-a-test")
                    .pause(encrypted.pauses::add);
            assertThatThrownBy(() -> builder.build().health())
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("certif");
            assertThat(encrypted.pauses).isEmpty();
            builder.tls(context).build().health();
            assertThat(encrypted.asked).hasSize(1);
        }
    }

    private KeyStore selfSigned() throws Exception {
        Path file = folder.resolve("test.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-alias",
                        "test",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore pair = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyStore both = KeyStore.getInstance("PKCS12");
        both.load(null, null);
        both.setKeyEntry(
                "test",
                pair.getKey("test", "changeit".toCharArray()),
                "changeit".toCharArray(),
                pair.getCertificateChain("test"));
        both.setCertificateEntry("trusted", pair.getCertificate("test"));
        return both;
    }
}
