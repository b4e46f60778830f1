package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.api.client.EnrollOptions;
import org.likeness.api.client.NoAnswerException;
import org.likeness.api.client.Picture;
import org.likeness.api.client.ProblemException;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.service.NewPersonRequest;

/**
 * What the service has acknowledged is stored, also if it is killed in the midst of its work, and the audit log stays whole. So many kills as
 * {@code -Dkills=} says, 1 without.
 */
@Tag("slow")
class KilledServiceTest {
    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final int CLIENTS = 4;
    private static final long SEED = 20_261_129;

    @TempDir
    private Path folder;

    private final AtomicInteger number = new AtomicInteger();
    private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void whatWasAcknowledgedIsStored() throws Exception {
        Path encoder = Samples.encoder(folder, 1);
        List<Path> pictures = new ArrayList<>();
        for (int person = 0; person < 8; person++) {
            pictures.add(Samples.picture(folder.resolve(person + ".png"), person, 1));
        }
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            int before = acknowledged.size();
            int until = before + 5 + random.nextInt(30);
            try (ChildProcess service = serve(encoder)) {
                RecognitionClient client = client(service);
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
                for (int i = 0; i < CLIENTS; i++) {
                    threads.execute(() -> enroll(client, pictures));
                }
                while (acknowledged.size() < until) {
                    Thread.sleep(2);
                }
                service.kill();
                threads.shutdown();
                assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            }
        }
        try (ChildProcess service = serve(encoder)) {
            RecognitionClient client = client(service);
            for (String externalId : acknowledged) {
                assertThat(client.gallery("staff").people().withExternalId(externalId))
                        .as("person %s of %d acknowledged ones, seed %d", externalId, acknowledged.size(), SEED)
                        .isPresent();
            }
            assertThat(client.gallery("staff").check().problems()).isEmpty();
            service.terminate();
            service.end();
        }
        CommandRun.of("audit", "check", "--state", folder.resolve("state")).assertDone();
    }

    private ChildProcess serve(Path encoder) throws Exception {
        return ChildProcess.start(
                folder,
                "serve",
                encoder,
                "--gallery",
                folder.resolve("staff.db"),
                "--port",
                0,
                "--state",
                folder.resolve("state"));
    }

    private static RecognitionClient client(ChildProcess service) throws Exception {
        return RecognitionClient.builder(service.awaitAddress()).build();
    }

    /** Until the service is gone. */
    private void enroll(RecognitionClient client, List<Path> pictures) {
        while (true) {
            int next = number.incrementAndGet();
            String externalId = "e" + next;
            try {
                client.gallery("staff")
                        .people()
                        .add(
                                new NewPersonRequest("Person " + next, externalId, null, null),
                                List.of(Picture.of(pictures.get(next % pictures.size()))),
                                EnrollOptions.USUAL.review(EnrollOptions.Review.OFF));
                acknowledged.add(externalId);
            } catch (NoAnswerException e) {
                return;
            } catch (ProblemException e) {
                assertThat(Optional.of(e.status())).as("%s", e).contains(429);
            }
        }
    }
}
