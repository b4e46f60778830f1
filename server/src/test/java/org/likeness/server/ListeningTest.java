package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.server.TestService.Answer;
import org.likeness.server.access.Role;
import org.likeness.server.http.RequestRates;
import org.likeness.server.listen.Listening;
import org.likeness.server.listen.TlsKeyStore;

/** Where and for whom the service listens: TLS, proxies, rates. */
class ListeningTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private TestService start(ServerSettings settings) {
        return TestService.start(folder, settings);
    }

    private static ServerSettings at(Listening listening) {
        return TestService.SETTINGS.at(listening);
    }

    /** A key store with a certificate of its own. */
    private Path keyStore(String file, String name) throws IOException, InterruptedException {
        Path path = folder.resolve(file);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "service",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        path.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(() -> folder.resolve("keytool.log").toString())
                .isZero();
        return path;
    }

    /** Takes every certificate: what is asked here is which one is shown. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** The name of the certificate that a new connection is shown, and the reply to one request. */
    private static String[] ask(int port) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, null);
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes("US-ASCII"));
            String reply = new String(socket.getInputStream().readAllBytes(), "ISO-8859-1");
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return new String[] {shown.getSubjectX500Principal().getName(), reply};
        }
    }

    @Test
    void aNewCertificateIsTakenWithoutARestart() throws Exception {
        Path store = keyStore("tls.p12", "first");
        Path next = keyStore("next.p12", "second");
        try (TestService service = start(at(Listening.at("127.0.0.1", 0).with(new TlsKeyStore(store, PASSWORD))))) {
            int port = service.server.port();
            String[] first = ask(port);
            assertThat(first[0]).isEqualTo("CN=first");
            assertThat(first[1])
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Strict-Transport-Security: max-age=31536000; includeSubDomains");
            Files.move(next, store, StandardCopyOption.REPLACE_EXISTING);
            String[] now = ask(port);
            for (int tries = 0; tries < 200 && !now[0].equals("CN=second"); tries++) {
                Thread.sleep(100);
                now = ask(port);
            }
            assertThat(now[0]).isEqualTo("CN=second");
        }
    }

    @Test
    void aKeyStoreThatCannotBeUsedIsSaidBeforeAnythingListens() throws Exception {
        Path store = keyStore("tls.p12", "service");
        Path text = Files.writeString(folder.resolve("text"), "no key store");
        for (TlsKeyStore wrong : List.of(
                new TlsKeyStore(store, "wrong"),
                new TlsKeyStore(text, PASSWORD),
                new TlsKeyStore(folder.resolve("missing"), PASSWORD))) {
            assertThatThrownBy(() -> Listening.at("127.0.0.1", 0).with(wrong).require())
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("is no key store that can be used");
        }
    }

    /** Whatever Java would also speak, and whatever a client would agree to. */
    @Test
    void onlyTlsOfTodayIsSpoken() throws Exception {
        Path store = keyStore("tls.p12", "service");
        try (TestService service = start(at(Listening.at("127.0.0.1", 0).with(new TlsKeyStore(store, PASSWORD))))) {
            int port = service.server.port();
            assertThat(agreed(port, "TLSv1.3", "TLSv1.2")).startsWith("TLSv1.3 TLS_");
            assertThat(agreed(port, "TLSv1.2"))
                    .matches("TLSv1.2 TLS_ECDHE_.*_(GCM_SHA[0-9]+|CHACHA20_POLY1305_SHA256)");
            assertThatThrownBy(() -> agreed(port, "TLSv1.1")).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> agreed(port, new String[] {"TLSv1.2"}, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"))
                    .as("a suite without authenticated encryption")
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> service.get("/v1/health"))
                    .as("no answer without encryption")
                    .hasRootCauseInstanceOf(IOException.class);
        }
    }

    private static String agreed(int port, String... protocols) throws Exception {
        return agreed(
                port,
                protocols,
                SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
    }

    /** The protocol and the cipher suite of a connection. */
    private static String agreed(int port, String[] protocols, String... suites) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, null);
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(protocols);
            socket.setEnabledCipherSuites(suites);
            socket.startHandshake();
            return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
        }
    }

    @Test
    void overTlsTheCookieIsForThisHostAlone() {
        try (TestService service = start(at(Listening.at("127.0.0.1", 0).behind(List.of("127.0.0.1"))))) {
            Answer answer = service.send(
                            service.request("/sign-in")
                                    .header("X-Forwarded-Proto", "https")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString("key=" + service.token(Role.VERIFY))),
                            Optional.empty())
                    .is(303);
            assertThat(answer.header("Set-Cookie"))
                    .matches("__Host-likeness-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure");
        }
    }

    private static HttpRequest.Builder forwarded(TestService service, String addresses) {
        return service.request("/v1/models").GET().header("X-Forwarded-For", addresses);
    }

    @Test
    void onlyAKnownProxyIsBelievedAndOnlyAboutItsNeighbor() {
        try (TestService service =
                start(at(Listening.at("127.0.0.1", 0).behind(List.of("127.0.0.0/8", "10.0.0.0/8"))))) {
            String token = service.token(Role.VERIFY);
            service.send(forwarded(service, "203.0.113.7"), Optional.of(token)).is(200);
            service.send(forwarded(service, "1.1.1.1, 203.0.113.8, 10.1.2.3"), Optional.of(token))
                    .is(200);
            service.send(forwarded(service, "unknown, localhost"), Optional.of(token))
                    .is(200);
            assertThat(service.exchanges.stream().map(exchange -> exchange.address()))
                    .containsExactly("203.0.113.7", "203.0.113.8", "127.0.0.1")
                    .doesNotContain("1.1.1.1");
        }
    }

    @Test
    void whatOthersForwardIsNotBelieved() {
        try (TestService service = start(TestService.SETTINGS)) {
            service.send(forwarded(service, "203.0.113.7"), Optional.empty()).is(200);
            assertThat(service.exchanges.get(0).address()).isEqualTo("127.0.0.1");
        }
        assertThatThrownBy(() -> Listening.at("127.0.0.1", 0)
                        .behind(List.of("proxy.example"))
                        .require())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("an IP address or a network");
    }

    @Test
    void wrongKeysAreNotLookedAtWithoutEnd() {
        try (TestService service = start(TestService.SETTINGS.within(new RequestRates(OptionalDouble.empty(), 3)))) {
            String seen = service.token(Role.VERIFY);
            String unseen = service.token(Role.VERIFY);
            service.get("/v1/models", seen).is(200);
            for (int i = 0; i < 3; i++) {
                service.get("/v1/models", "likeness_aaaaaaaaaaaa_" + "a".repeat(43))
                        .problem(401, "unauthorized");
            }
            Answer refused = service.get("/v1/models", "likeness_aaaaaaaaaaaa_" + "b".repeat(43));
            refused.problem(429, "busy");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
            service.get("/v1/models", unseen).problem(429, "busy");
            service.get("/v1/models", seen).is(200);
        }
    }

    @Test
    void aKeyHasItsRate() {
        try (TestService service = start(TestService.SETTINGS.within(new RequestRates(OptionalDouble.of(0.01), 100)))) {
            String token = service.token(Role.VERIFY);
            service.get("/v1/models", token).is(200);
            service.get("/v1/models", token).problem(429, "busy");
            service.get("/v1/health").is(200);
        }
    }
}
