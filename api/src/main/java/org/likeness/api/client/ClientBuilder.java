package org.likeness.api.client;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link RecognitionClient}. */
public final class ClientBuilder {
    private final URI address;
    private Optional<String> key = Optional.empty();
    private boolean allowPlainHttp;
    private boolean isConfidential;
    private @Nullable SSLContext tls;
    private Duration connectWithin = Duration.ofSeconds(10);
    private Duration answerWithin = Duration.ofMinutes(2);
    private long answerBytes = 64 << 20;
    private int repeats = 3;
    private Duration longestWait = Duration.ofSeconds(10);
    private RandomGenerator random = new SecureRandom();
    private ClientSettings.Pause pause = duration -> Thread.sleep(duration.toMillis());

    ClientBuilder(String address) {
        this.address = checked(address);
    }

    private static URI checked(String address) {
        URI uri;
        try {
            uri = URI.create(address.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw refused(address);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https"))
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw refused(address);
        }
        return uri;
    }

    private static IllegalArgumentException refused(String address) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT,
                "\"%s\" is no address of a service: http or https, a host, and perhaps a port and a path are expected, such as https://faces.example",
                address));
    }

    /**
     * An access key. It is sent to the given address alone, and never displayed.
     *
     * @throws IllegalArgumentException if it has characters that no key has
     */
    public ClientBuilder key(String token) {
        if (!token.matches("[\\x21-\\x7E]+")) {
            throw new IllegalArgumentException(
                    "the access key has spaces, line breaks or other characters that no key has");
        }
        key = Optional.of(token);
        return this;
    }

    /** Sends the key over HTTP without encryption, although the service is on another machine: others on the way can read it. */
    public ClientBuilder allowPlainHttp() {
        allowPlainHttp = true;
        return this;
    }

    /**
     * What is sent is not to be read on its way, also without a key: HTTP without encryption to another machine is refused, unless it is
     * allowed.
     */
    public ClientBuilder confidential() {
        isConfidential = true;
        return this;
    }

    /** Whose certificates are trusted, and what this client identifies itself with; otherwise as the JDK does. */
    public ClientBuilder tls(SSLContext context) {
        tls = context;
        return this;
    }

    /** For a connection; otherwise 10 seconds. */
    public ClientBuilder connectTimeout(Duration time) {
        connectWithin = positive("time for a connection", time);
        return this;
    }

    /** From a request to the end of its answer; otherwise 2 minutes. */
    public ClientBuilder timeout(Duration time) {
        answerWithin = positive("time for an answer", time);
        return this;
    }

    /** No answer is longer, in bytes; otherwise 64 MB. */
    public ClientBuilder largestAnswer(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "answers of at most %d bytes: 1 or more is expected", bytes));
        }
        answerBytes = bytes;
        return this;
    }

    /**
     * How often a request is sent again if the service is busy or the connection fails; otherwise 3 times.
     *
     * @param times       0 or more
     * @param longestWait before each of them, such as 10 seconds; if the service asks for a longer one, the call fails at once
     */
    public ClientBuilder repeats(int times, Duration longestWait) {
        if (times < 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d repetitions: 0 or more is expected", times));
        }
        this.repeats = times;
        this.longestWait = positive("longest wait", longestWait);
        return this;
    }

    /** Where the random share of waits comes from; otherwise from the operating system. */
    public ClientBuilder randomness(RandomGenerator generator) {
        random = generator;
        return this;
    }

    ClientBuilder pause(ClientSettings.Pause waiting) {
        pause = waiting;
        return this;
    }

    private static Duration positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s of %s: more than 0 is expected", what, time));
        }
        return time;
    }

    /**
     * @throws IllegalArgumentException if a key, or what is {@link #confidential}, would be sent to another machine without encryption, and
     *     that was not allowed
     */
    public RecognitionClient build() {
        boolean isSecret = key.isPresent() || isConfidential;
        if (isSecret && !allowPlainHttp && "http".equalsIgnoreCase(address.getScheme()) && !isThisMachine()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: others could read %s on its way; use https, or allow HTTP without encryption",
                    address,
                    key.isPresent() ? "the access key" : "what is sent"));
        }
        return new RecognitionClient(new ClientSettings(
                address,
                key,
                tls,
                connectWithin,
                answerWithin,
                answerBytes,
                new Backoff(repeats, longestWait, random),
                pause));
    }

    private boolean isThisMachine() {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Does not reveal the key. */
    @Override
    public String toString() {
        return "ClientBuilder[" + address + "]";
    }
}
