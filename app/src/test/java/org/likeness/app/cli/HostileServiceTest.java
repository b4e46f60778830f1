package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.api.client.EnrollOptions;
import org.likeness.api.client.Picture;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.api.service.IssuedKey;
import org.likeness.api.service.NewPersonRequest;
import org.likeness.app.hostile.Attack;
import org.likeness.app.hostile.HostileRequest;
import org.likeness.app.hostile.HostileRequest.Manner;
import org.likeness.app.hostile.HostileRequests;
import org.likeness.app.hostile.ProcessFigures;
import org.likeness.app.hostile.SlowConnections;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service among clients that send what no honest one does: it answers each as described, goes on for an honest one meanwhile, and leaves
 * nothing behind. Some hundred requests; with {@code -Dminutes=60}, for an hour, and the figures are printed. {@code -Dseed=} repeats.
 */
@Tag("slow")
class HostileServiceTest {
    private static final int MINUTES = Integer.getInteger("minutes", 0);
    private static final long SEED = Long.getLong("seed", 20_261_129);
    private static final int REQUESTS_WITHOUT_MINUTES = 600;
    private static final int ATTACKERS = 4;
    private static final int GUESSERS = 2;
    private static final int SLOW = 48;
    private static final int WRONG_KEYS_A_MINUTE = 3_000;
    private static final int PEOPLE = 5;

    private static final int MOST_MEGABYTES = 1_200; // of a Java heap of 512
    private static final int MOST_THREADS = 150;
    private static final int MOST_FILES = 400;

    @TempDir
    private Path folder;

    private final List<Path> pictures = new ArrayList<>();
    private final AtomicInteger honest = new AtomicInteger();

    @Test
    void hostileRequestsAreNoFaultOfTheServiceAndLeaveNothingBehind() throws Exception {
        String administrator = createdKey("administer");
        List<String> others = List.of(createdKey("verify"), createdKey("identify", "--gallery", "visitors"));
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        try (ChildProcess service = serve(temporary)) {
            String address = service.awaitAddress();
            service.readOn(HostileServiceTest::isError);
            RecognitionClient client = RecognitionClient.builder(address)
                    .key(administrator)
                    .repeats(10, Duration.ofSeconds(2)) // attackers with a key compete for turns
                    .build();
            enrollHonestPeople(client);
            Attack attack = new Attack(URI.create(address).getPort());
            ProcessFigures figures = new ProcessFigures(service.pid());
            attack(address, client, attack, figures, administrator, others);

            assertThat(client.gallery("staff").check().problems()).isEmpty();
            assertThat(client.gallery("visitors").check().problems()).isEmpty();
            assertThat(client.gallery("staff").stats().peopleCount()).isEqualTo(PEOPLE);
            assertIdentifies(client);
            if (ProcessFigures.areKnown()) {
                assertThat(figures.mostResidentMegabytes()).isLessThan(MOST_MEGABYTES);
                assertThat(figures.mostThreads()).isLessThan(MOST_THREADS);
                assertThat(figures.mostFiles()).isLessThan(MOST_FILES);
            }
            service.terminate();
            List<String> faults = new ArrayList<>(attack.faults());
            faults.addAll(loggedErrors(service.end()));
            if (MINUTES > 0) {
                System.out.printf(Locale.ROOT, "%d honest answers; %s%n", honest.get(), figures);
                attack.counts().forEach((kind, count) -> System.out.printf(Locale.ROOT, "%,9d  %s%n", count, kind));
            }
            assertThat(faults).as("seed %d", SEED).isEmpty();
        }
        CommandRun.of("audit", "check", "--state", folder.resolve("state")).assertDone();
        assertThat(files(temporary)).as("temporary files").isEmpty();
        assertThat(files(folder.resolve("state"))).allMatch(name -> name.matches("[.]?(keys[.]json|audit[.]jsonl).*"));
        assertThat(files(folder.resolve("galleries")))
                .allMatch(name -> name.matches("(staff|visitors)[.]db(-wal|-shm)?"));
        assertThat(files(folder.resolve("created"))).allMatch(name -> name.matches("[a-z0-9][a-z0-9._-]*[.]db"));
    }

    private String createdKey(String role, String... more) {
        List<Object> words = new ArrayList<>(List.of(
                "keys", "create", "--name", role, "--role", role, "--state", folder.resolve("state"), "--json"));
        words.addAll(List.of(more));
        CommandRun run = CommandRun.of(words.toArray()).assertDone();
        return JsonMapper.shared().readTree(run.out()).at("/token").asString();
    }

    private ChildProcess serve(Path temporary) throws Exception {
        Path encoder = Samples.encoder(folder, 1);
        Path galleries = Files.createDirectories(folder.resolve("galleries"));
        for (int person = 0; person < PEOPLE; person++) {
            pictures.add(Samples.picture(folder.resolve(person + ".png"), person, 1));
        }
        return ChildProcess.startWith(
                folder,
                List.of("-Djava.io.tmpdir=" + temporary),
                "serve",
                encoder,
                "--gallery",
                "staff=" + galleries.resolve("staff.db") + ",visitors=" + galleries.resolve("visitors.db"),
                "--galleries",
                folder.resolve("created"),
                "--port",
                0,
                "--log",
                "json",
                "--wrong-keys-per-minute",
                WRONG_KEYS_A_MINUTE,
                "--state",
                folder.resolve("state"));
    }

    private void enrollHonestPeople(RecognitionClient client) {
        for (String gallery : List.of("staff", "visitors")) {
            for (int person = 0; person < PEOPLE; person++) {
                client.gallery(gallery)
                        .people()
                        .add(
                                new NewPersonRequest("Person " + person, null, null, null),
                                List.of(Picture.of(pictures.get(person))),
                                EnrollOptions.USUAL.review(EnrollOptions.Review.OFF));
            }
        }
    }

    private void assertIdentifies(RecognitionClient client) {
        int person = honest.getAndIncrement() % PEOPLE;
        IdentifyAnswer answer = client.gallery("staff").identify(List.of(Picture.of(pictures.get(person))));
        assertThat(answer.faces())
                .map(IdentifiedFace::nearest)
                .map(nearest -> nearest == null ? "nobody" : nearest.person())
                .containsExactly("Person " + person);
    }

    /** Until the requests are sent, or the time is over. */
    private void attack(
            String address,
            RecognitionClient client,
            Attack attack,
            ProcessFigures figures,
            String administrator,
            List<String> others)
            throws Exception {

        Path lines = folder.resolve("visitors.jsonl");
        client.gallery("visitors").exportTo(lines);
        byte[] exported = Files.readAllBytes(lines);
        String description = client.description();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        AtomicInteger left = new AtomicInteger(MINUTES > 0 ? Integer.MAX_VALUE : REQUESTS_WITHOUT_MINUTES);
        BooleanSupplier goesOn = () -> left.getAndDecrement() > 0 && (MINUTES == 0 || System.nanoTime() < end);
        SplittableRandom random = new SplittableRandom(SEED);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> attackers = new ArrayList<>();
        List<String> keys =
                Stream.concat(Stream.of(administrator), others.stream()).toList();
        for (int i = 0; i < ATTACKERS; i++) {
            SplittableRandom own = random.split();
            attackers.add(threads.submit(() -> {
                HostileRequests requests =
                        new HostileRequests(description, exported, signedIn(address, administrator, keys), own);
                for (int sent = 1; goesOn.getAsBoolean(); sent++) {
                    if (sent % 200 == 0) { // some requests sign out
                        requests.signWith(signedIn(address, administrator, keys));
                    }
                    attack.send(requests.next());
                }
                return null;
            }));
        }
        for (int i = 0; i < GUESSERS; i++) {
            SplittableRandom guesses = random.split();
            attackers.add(threads.submit(() -> {
                while (goesOn.getAsBoolean()) {
                    attack.send(new HostileRequest("wrong key", HostileRequests.wrongKey(guesses), Manner.ANSWERED));
                }
                return null;
            }));
        }
        try (SlowConnections slow = new SlowConnections(URI.create(address).getPort(), SLOW, administrator)) {
            while (attackers.stream().anyMatch(attacker -> !attacker.isDone())) {
                slow.drip();
                assertIdentifies(client);
                if (ProcessFigures.areKnown()) {
                    figures.read();
                }
                if (honest.get() % 100 == 0) {
                    removeWhatAttackersAdded(client, keys);
                }
                Thread.sleep(200);
            }
        } finally {
            left.set(0);
            threads.shutdown();
        }
        for (Future<?> attacker : attackers) {
            attacker.get();
        }
    }

    /** Keys and people that a hostile client with a valid key may add for ever. */
    private static void removeWhatAttackersAdded(RecognitionClient client, List<String> ownKeys) {
        client.keys().list().keys().stream()
                .map(IssuedKey::keyId)
                .filter(id -> ownKeys.stream().noneMatch(token -> token.contains(id)))
                .forEach(id -> client.keys().revoke(id));
        List<Long> people = client.gallery("visitors").people().stream()
                .map(EnrolledPerson::personId)
                .toList();
        people.stream()
                .skip(60)
                .forEach(person -> client.gallery("visitors").person(person).forget());
    }

    private static HostileRequests.Credentials signedIn(String address, String key, List<String> keys)
            throws IOException, InterruptedException {
        HttpClient browser = HttpClient.newHttpClient();
        HttpResponse<String> reply = browser.send(
                HttpRequest.newBuilder(URI.create(address + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("key=" + key))
                        .build(),
                BodyHandlers.ofString());
        String session = reply.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        String page = browser.send(
                        HttpRequest.newBuilder(URI.create(address + "/"))
                                .header("Cookie", session)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("name=\"formToken\" value=\"([^\"]*)\"").matcher(page);
        assertThat(token.find()).as(page).isTrue();
        return new HostileRequests.Credentials(keys, session, token.group(1));
    }

    /** Every line is JSON, so that no client writes one of its own. Memory may be short for pictures as large as any: that is answered with 429. */
    private static List<String> loggedErrors(CommandRun run) {
        return run.err().lines().filter(HostileServiceTest::isError).toList();
    }

    /** Whether a line of the log tells of a fault. Memory that one request does not get is refused to it alone. */
    private static boolean isError(String line) {
        try {
            String level = JsonMapper.shared().readTree(line).path("level").asString();
            return level.equals("ERROR") && !line.contains(": out of memory");
        } catch (JacksonException e) { // Java itself says something, or the log is no JSON
            return !line.startsWith("WARNING: ");
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
