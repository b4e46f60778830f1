package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.store.Galleries;
import org.likeness.gallery.store.GalleryOptions;
import org.likeness.gallery.store.SqliteGallery;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;
import org.likeness.server.audit.AuditLog;
import org.likeness.server.face.GalleryFolder;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.face.WorkQueue;
import org.likeness.server.http.Client;
import org.likeness.server.http.RequestRates;
import org.likeness.server.http.Route;
import org.likeness.server.http.Router.Exchange;
import org.likeness.server.listen.Listening;
import org.likeness.server.partner.PartnerGalleries;
import org.likeness.server.partner.PartnerGallery;
import org.likeness.server.run.RunFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service on a free port, and its client, which holds every reply against the description of the interface. */
final class TestService implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final OpenApiInteractionValidator DESCRIPTION =
            OpenApiInteractionValidator.createForSpecificationUrl(
                            String.valueOf(RecognitionServer.class.getResource("openapi.yaml")))
                    .build();
    /** Any free port, and no bound for wrong keys. */
    static final ServerSettings SETTINGS = ServerSettings.USUAL
            .at(Listening.at("127.0.0.1", 0))
            .within(new RequestRates(OptionalDouble.empty(), 100_000));

    private static final String BOUNDARY = "the-boundary";

    final AccessKeys keys;
    final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    final RecognitionServer server;

    /** A reply. */
    record Answer(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer is(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            return this;
        }

        /** A problem with this status and code. */
        JsonNode problem(int expected, String code) {
            is(expected);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(json().at("/code").asString()).isEqualTo(code);
            assertThat(json().at("/request").asString()).isEqualTo(header("X-Request-Id"));
            return json();
        }
    }

    private final AuditLog log;
    private final ServedFaces faces;
    private final ServedGalleries galleries;
    private final PartnerGalleries partners;

    private TestService(
            ServerSettings settings,
            ServedFaces faces,
            ServedGalleries galleries,
            PartnerGalleries partners,
            AccessKeys keys,
            AuditLog log,
            RunFolder runs) {
        this.keys = keys;
        this.log = log;
        this.faces = faces;
        this.galleries = galleries;
        this.partners = partners;
        AuditTrail trail = new AuditTrail(log);
        this.server = RecognitionServer.start(
                settings,
                new ServedParts(
                        faces,
                        galleries,
                        partners,
                        keys,
                        exchange -> {
                            exchanges.add(exchange);
                            trail.answered(exchange);
                        },
                        trail,
                        runs));
    }

    /**
     * A service with the galleries {@code staff} and {@code visitors}, for pictures that are faces; it shows the runs in {@code runs}, and
     * creates galleries in {@code galleries}, if these folders are there.
     */
    static TestService start(Path folder) {
        return start(folder, SETTINGS);
    }

    /** With a detector, for photographs. */
    static TestService startForPhotographs(Path folder) {
        return start(folder, SETTINGS, true, new WorkQueue(2, 100, Duration.ofSeconds(30)));
    }

    /** With other settings. */
    static TestService start(Path folder, ServerSettings settings) {
        return start(folder, settings, UnaryOperator.identity());
    }

    /** @param watched is put before each gallery */
    static TestService start(Path folder, ServerSettings settings, UnaryOperator<Gallery> watched) {
        return start(folder, settings, false, new WorkQueue(2, 100, Duration.ofSeconds(30)), watched);
    }

    /** That also searches galleries of other services. */
    static TestService startWithPartners(Path folder, PartnerGallery... partners) {
        return start(folder, List.of("staff", "visitors"), List.of(partners));
    }

    static TestService start(Path folder, ServerSettings settings, boolean detects, WorkQueue queue) {
        return start(folder, settings, detects, queue, UnaryOperator.identity());
    }

    /** @param watched is put before each gallery */
    static TestService start(
            Path folder, ServerSettings settings, boolean detects, WorkQueue queue, UnaryOperator<Gallery> watched) {
        return start(folder, settings, TestFaces.encoder(), detects, queue, watched);
    }

    /** With the galleries of the folder {@code galleries} alone, which may be none. */
    static TestService startWithFolderAlone(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("galleries"));
        return start(folder, List.of(), List.of());
    }

    private static TestService start(Path folder, List<String> named, List<PartnerGallery> partners) {
        return start(
                folder,
                SETTINGS,
                TestFaces.encoder(),
                false,
                new WorkQueue(2, 100, Duration.ofSeconds(30)),
                UnaryOperator.identity(),
                named,
                partners);
    }

    static TestService start(
            Path folder,
            ServerSettings settings,
            FaceEncoder encoder,
            boolean detects,
            WorkQueue queue,
            UnaryOperator<Gallery> watched) {
        return start(folder, settings, encoder, detects, queue, watched, List.of("staff", "visitors"), List.of());
    }

    private static TestService start(
            Path folder,
            ServerSettings settings,
            FaceEncoder encoder,
            boolean detects,
            WorkQueue queue,
            UnaryOperator<Gallery> watched,
            List<String> named,
            List<PartnerGallery> partners) {
        ServedFaces faces = new ServedFaces(
                encoder,
                detects
                        ? Optional.of(new ServedFaces.Detection(
                                TestFaces.detector(), encoder.spec().arcFaceAlignment()))
                        : Optional.empty(),
                FaceExtraction.CUT_OUT,
                queue);
        ServedGalleries galleries = galleries(folder.resolve("galleries"), faces);
        for (String name : named) {
            Gallery gallery = Galleries.open(
                    folder.resolve(name + ".db").toString(),
                    encoder.space(),
                    FaceExtraction.CUT_OUT,
                    GalleryOptions.DEFAULT);
            galleries.add(new ServedGallery(name, watched.apply(gallery), faces));
        }
        galleries.addThoseOfTheFolder();
        return new TestService(
                settings,
                faces,
                galleries,
                new PartnerGalleries(partners),
                AccessKeys.open(folder.resolve("keys.json"), Clock.systemUTC()),
                AuditLog.open(folder.resolve("audit.jsonl"), Clock.systemUTC()),
                Files.isDirectory(folder.resolve("runs")) ? RunFolder.of(folder.resolve("runs")) : RunFolder.NONE);
    }

    /** With a folder for galleries, if there is one. */
    private static ServedGalleries galleries(Path folder, ServedFaces faces) {
        if (!Files.isDirectory(folder)) {
            return new ServedGalleries();
        }
        GalleryFolder there = GalleryFolder.of(folder);
        return new ServedGalleries(
                there,
                name -> ServedGallery.removable(
                        name,
                        SqliteGallery.open(there.file(name), faces.encoder().space(), FaceExtraction.CUT_OUT),
                        faces));
    }

    /** What it answers to a kind of client. */
    List<Route> routes(Client client) {
        return server.routes().stream()
                .filter(route -> route.client() == client)
                .toList();
    }

    /** A key for all galleries, or for some. */
    String token(Role role, String... galleries) {
        return keys.create(role + " of a test", role, Set.of(galleries), Optional.empty())
                .token();
    }

    Answer get(String path) {
        return send(request(path).GET(), Optional.empty());
    }

    Answer get(String path, String token) {
        return send(request(path).GET(), Optional.of(token));
    }

    Answer delete(String path, String token) {
        return send(request(path).DELETE(), Optional.of(token));
    }

    Answer delete(String path) {
        return send(request(path).DELETE(), Optional.empty());
    }

    Answer post(String path, String type, byte[] body) {
        return send(
                request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)), Optional.empty());
    }

    Answer post(String path, String document) {
        return post(path, "application/json", document.getBytes(StandardCharsets.UTF_8));
    }

    Answer patch(String path, String document, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(document));
        return send(headers.length == 0 ? request : request.headers(headers), Optional.empty());
    }

    /** Pictures as a form. */
    Answer form(String path, byte[]... pictures) {
        return form(path, Optional.empty(), pictures);
    }

    Answer form(String path, Optional<String> document, byte[]... pictures) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        document.ifPresent(json -> part(body, "name=\"request\"", json.getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < pictures.length; i++) {
            part(body, "name=\"pictures\"; filename=\"" + i + ".png\"", pictures[i]);
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return post(path, "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[]... pictures) {
        StringBuilder json = new StringBuilder("{\"pictures\": [");
        for (int i = 0; i < pictures.length; i++) {
            json.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"")
                    .append(i)
                    .append(".png\", \"data\": \"")
                    .append(Base64.getEncoder().encodeToString(pictures[i]))
                    .append("\"}");
        }
        return json.append("]}").toString();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(60));
    }

    Answer send(HttpRequest.Builder unsigned, Optional<String> token) {
        token.ifPresent(shown -> unsigned.header("Authorization", "Bearer " + shown));
        HttpRequest request = unsigned.build();
        try {
            HttpClient client =
                    HttpClient.newHttpClient(); // no connection that the service closes meanwhile is used again
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), response);
            hold(request, answer);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every reply of a described path is as described. */
    private static void hold(HttpRequest request, Answer answer) {
        if (answer.status() == 405 || !request.uri().getPath().startsWith("/v1/")) {
            return; // of no operation
        }
        ValidationReport report = DESCRIPTION.validateResponse(
                request.uri().getPath(),
                Request.Method.valueOf(request.method()),
                SimpleResponse.Builder.status(answer.status())
                        .withContentType(answer.header("Content-Type"))
                        .withHeader("X-Request-Id", answer.header("X-Request-Id"))
                        .withBody(answer.response().body())
                        .build());
        assertThat(report.getMessages())
                .as("%s %s: %s", request.method(), request.uri(), answer.text())
                .isEmpty();
    }

    @Override
    public void close() {
        server.close();
        partners.close();
        galleries.close();
        faces.close();
        log.close();
    }
}
