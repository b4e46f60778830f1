package org.likeness.gallery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.gallery.Erasure;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryContract;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;

/** On a server that is started for the test, from an archive of binaries for Linux on x86-64. */
class PostgresGalleryTest extends GalleryContract {
    private static final EncoderId OTHER = new EncoderId("b".repeat(64));

    private static @Nullable EmbeddedPostgres server;
    private static int schemas;

    @BeforeAll
    static void start() {
        try {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException | RuntimeException e) {
            abort("PostgreSQL's server cannot be started here: " + e); // as root, it needs the program unshare
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static EmbeddedPostgres server() {
        return Objects.requireNonNull(server);
    }

    private static String location(String schema) {
        return "postgresql://postgres@localhost:" + server().getPort() + "/postgres?currentSchema=" + schema;
    }

    private static String newLocation() {
        return location("gallery_" + schemas++);
    }

    @Override
    protected Gallery open(EncoderId space, FaceExtraction extraction, InstantSource clock) {
        return PostgresGallery.open(newLocation(), space, extraction, GalleryOptions.DEFAULT.withClock(clock));
    }

    @Override
    protected boolean overwrites() {
        return false;
    }

    @Override
    protected int sequences() {
        return 2; // tables are rewritten at each erasure
    }

    private static Gallery open(String location) {
        return Galleries.open(location, SPACE, FaceExtraction.CUT_OUT, GalleryOptions.DEFAULT);
    }

    private static PersonId enroll(Gallery gallery, String name, float... vector) {
        return gallery.enroll(
                        PersonDetails.named(name), List.of(NewFace.of(new Embedding(SPACE, vector), name + ".jpg")))
                .get(0)
                .person();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void twoProcessesFollowEachOther() {
        String location = newLocation();
        Embedding probe = new Embedding(SPACE, new float[] {1, 0});
        try (Gallery one = open(location);
                Gallery two = open(location)) {
            GalleryIndex first = new GalleryIndex(one);
            GalleryIndex second = new GalleryIndex(two);
            PersonId ann = enroll(one, "ann", 1, 0);
            assertThat(second.nearest(probe, 1).get(0).person().id()).isEqualTo(ann);
            PersonId bo = enroll(two, "bo", 1, 0.5f);
            assertThat(first.nearest(probe, 2))
                    .extracting(hit -> hit.person().id())
                    .containsExactly(ann, bo);
            one.merge(ann, bo);
            assertThat(second.nearest(probe, 2))
                    .extracting(hit -> hit.person().id())
                    .containsExactly(bo);
            two.forget(List.of(bo));
            assertThat(first.nearest(probe, 2)).isEmpty();
        }
    }

    /** A number that became visible after a later one would be passed over by those who follow. */
    @Test
    void severalWritersCommitInTheOrderOfTheirNumbers() throws Exception {
        String location = newLocation();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Gallery follower = open(location)) {
            GalleryIndex index = new GalleryIndex(follower);
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> {
                    try (Gallery gallery = open(location)) {
                        for (int i = 0; i < 25; i++) {
                            enroll(gallery, "p" + number + "-" + i, number, i);
                        }
                    }
                    return true;
                }));
            }
            while (!writers.stream().allMatch(Future::isDone)) {
                assertThat(index.size()).isLessThanOrEqualTo(100);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(index.size()).isEqualTo(100);
            assertThat(follower.stats().people()).isEqualTo(100);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aGalleryIsThereWhenItIsOpenedAgain() {
        String location = newLocation();
        assertThatThrownBy(() -> Galleries.open(location, GalleryOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.kind()).isEqualTo(LikenessException.Kind.NOT_FOUND));
        PersonId ann;
        try (Gallery gallery = open(location)) {
            ann = enroll(gallery, "ann", 1);
        }
        try (Gallery gallery =
                Galleries.openExisting(location, SPACE, FaceExtraction.CUT_OUT, GalleryOptions.DEFAULT)) {
            assertThat(gallery.person(ann)).isPresent();
            assertThat(gallery.stats().bytes()).isPositive();
        }
        assertThatThrownBy(() -> Galleries.open(location, OTHER, FaceExtraction.CUT_OUT, GalleryOptions.DEFAULT))
                .isInstanceOf(SpaceMismatchException.class);
    }

    @Test
    void anEncryptedGalleryNeedsItsKey() {
        String location = newLocation();
        GalleryOptions key = GalleryOptions.DEFAULT.withKey(GalleryKey.random());
        try (Gallery gallery = Galleries.open(location, SPACE, FaceExtraction.CUT_OUT, key)) {
            PersonId ann = enroll(gallery, "ann", 1);
            gallery.edit(ann, PersonDetails.named("anna"));
            gallery.undo();
            assertThat(gallery.peopleNamed("ann")).hasSize(1);
            assertThat(gallery.check()).isEmpty();
        }
        assertThatThrownBy(() -> Galleries.open(location, GalleryOptions.DEFAULT))
                .hasMessageContaining("is encrypted");
    }

    @Test
    void idsOfCopiedPeopleAreNotGivenAgain() {
        try (Gallery source = open(newLocation());
                Gallery copy = Galleries.openOrCreate(
                        newLocation(), SPACE, Optional.of(FaceExtraction.CUT_OUT), GalleryOptions.DEFAULT)) {
            enroll(source, "ann", 1);
            source.undo();
            PersonId bo = enroll(source, "bo", 2);
            copy.add(List.of(PersonCopy.of(source, source.person(bo).orElseThrow()))
                    .iterator());
            assertThat(copy.person(bo)).isPresent();
            assertThat(enroll(copy, "cy", 3)).isGreaterThan(bo);
        }
    }

    @Test
    void otherTablesAreLeftAlone() throws SQLException {
        execute("CREATE SCHEMA shop; CREATE TABLE shop.orders (id BIGINT)");
        assertThatThrownBy(() -> open(location("shop")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is not a gallery, and has other tables");
    }

    @Test
    void aNewerFormatIsRefused() throws SQLException {
        String location = newLocation();
        open(location).close();
        execute("UPDATE gallery_" + (schemas - 1) + ".format SET version = 5");
        assertThatThrownBy(() -> open(location)).hasMessageContaining("format 5: formats 3 and 4 are supported");
        execute("UPDATE gallery_" + (schemas - 1) + ".format SET version = 3");
        execute("ALTER TABLE gallery_" + (schemas - 1) + ".crop DROP COLUMN alignment");
        try (Gallery upgraded = open(location)) {
            assertThat(upgraded.check()).isEmpty();
        }
    }

    @Test
    void whatCannotBeReachedIsSaidWithoutThePassword() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        refused(
                LikenessException.Kind.UNAVAILABLE,
                "the server cannot be used",
                "postgresql://postgres:secret@localhost:" + closed + "/faces?currentSchema=staff&password=secret");
        refused(
                LikenessException.Kind.NOT_FOUND,
                "no such database",
                "postgresql://postgres:secret@localhost:" + server().getPort() + "/nowhere?password=secret");
        refused(LikenessException.Kind.INVALID, "currentSchema=a,b: the name of one schema", location("a,b"));
        refused(
                LikenessException.Kind.INVALID,
                "postgresql://host/database",
                "postgresql://postgres:secret@localhost:port/faces");
    }

    private static void refused(LikenessException.Kind kind, String reason, String location) {
        assertThatThrownBy(() -> open(location)).isInstanceOfSatisfying(LikenessException.class, error -> {
            assertThat(error.kind()).as(error.getMessage()).isEqualTo(kind);
            assertThat(error).hasMessageContaining(reason);
            assertThat(error.getMessage()).doesNotContain("secret");
        });
    }

    @Test
    void whatIsForgottenIsInNoTableFile() throws SQLException {
        String name = "A Name That Is To Be Forgotten";
        float[] vector = new float[64];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Math.sin(i + 1);
        }
        Columns columns = new Columns("test", Sealing.PLAIN);
        List<byte[]> secrets = List.of(columns.name(name), Arrays.copyOf(columns.vector(1, 1, vector), 64));
        Path tables = dataFolder().resolve("base");
        try (Gallery gallery = open(newLocation())) {
            enroll(gallery, "ann", new float[64]);
            PersonId person = enroll(gallery, name, vector);
            execute("CHECKPOINT");
            assertThat(secrets).allMatch(secret -> StoredBytes.found(tables, secret));
            Erasure erasure = gallery.forget(List.of(person));
            execute("CHECKPOINT");
            assertThat(secrets).noneMatch(secret -> StoredBytes.found(tables, secret));
            assertThat(erasure.overwritten()).isFalse();
            assertThat(erasure.remaining())
                    .anyMatch(place -> place.contains("write-ahead log"))
                    .noneMatch(place -> place.contains("could not be rewritten"));
        }
    }

    private static Path dataFolder() throws SQLException {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return Path.of(row.getString(1));
        }
    }

    @Test
    void aReaderThatHoldsATableIsReported() throws SQLException {
        String location = newLocation();
        try (Gallery gallery = open(location);
                Connection reader = server().getPostgresDatabase().getConnection()) {
            PersonId ann = enroll(gallery, "ann", 1);
            reader.setAutoCommit(false);
            reader.createStatement().executeQuery("SELECT * FROM gallery_" + (schemas - 1) + ".crop");
            Erasure erasure = gallery.forget(List.of(ann));
            assertThat(erasure.remaining())
                    .anyMatch(place -> place.contains("the table crop, which could not be rewritten"));
            assertThat(gallery.person(ann)).isEmpty();
        }
    }

    @Test
    void aClosedGallerySaysSo() {
        Gallery gallery = open(newLocation());
        gallery.close();
        assertThatThrownBy(gallery::stats)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }
}
