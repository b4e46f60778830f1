package org.likeness.api.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that answers as a test wrote down, and what it was asked. */
final class ScriptedService implements AutoCloseable {
    static final String READY = "{\"state\": \"running\"}";

    final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    private final Queue<Answering> script = new ArrayDeque<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** A request. */
    record Asked(String method, String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? "" : values.get(0);
        }
    }

    /** Answers a request, or does not. */
    @FunctionalInterface
    interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    ScriptedService() throws IOException {
        this(HttpServer.create());
    }

    /** For the field of a test, which is closed after it. */
    static ScriptedService start() {
        try {
            return new ScriptedService();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param server that is not bound yet */
    ScriptedService(HttpServer server) throws IOException {
        this.server = server;
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        Answering next;
        synchronized (script) {
            next = script.size() > 1 ? script.remove() : script.element(); // the last one for ever
        }
        try (exchange) {
            next.answer(exchange);
        }
    }

    private Answering reading(Answering then) {
        return exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body));
            then.answer(exchange);
        };
    }

    /** Next, and for ever if nothing else follows. */
    ScriptedService then(Answering answering) {
        synchronized (script) {
            script.add(answering);
        }
        return this;
    }

    ScriptedService answers(int status, String type, String body, String... headers) {
        return then(reading(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }));
    }

    ScriptedService answers(String document) {
        return answers(200, "application/json", document);
    }

    /** Reads the request and closes the connection. */
    ScriptedService breaks() {
        return then(reading(exchange -> {}));
    }

    ScriptedService problem(int status, String code, String... headers) {
        return answers(
                status,
                "application/problem+json",
                "{\"type\": \"about:blank\", \"title\": \"t\", \"status\": " + status + ", \"code\": \"" + code
                        + "\", \"detail\": \"what is wrong\", \"request\": \"r1\", \"errors\": []}",
                headers);
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Does not wait, but remembers how long it would. */
    ClientBuilder builder() {
        return RecognitionClient.builder(address())
                .randomness(new SplittableRandom(1))
                .pause(pauses::add);
    }

    RecognitionClient client() {
        return builder().build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
