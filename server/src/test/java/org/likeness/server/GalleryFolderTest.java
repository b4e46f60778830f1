package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.store.SqliteGallery;
import org.likeness.server.face.GalleryFolder;
import org.likeness.server.face.GalleryLease;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.face.ServedGallery;
import org.likeness.server.face.WorkQueue;

/** Galleries that come and go while others use them. */
@Timeout(60)
class GalleryFolderTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path parent;

    private ServedFaces faces;
    private GalleryFolder folder;
    private ServedGalleries galleries;

    @BeforeEach
    void open() {
        faces = new ServedFaces(
                TestFaces.encoder(),
                Optional.empty(),
                FaceExtraction.CUT_OUT,
                new WorkQueue(1, 1, Duration.ofSeconds(1)));
        folder = GalleryFolder.of(parent.resolve("galleries"));
        galleries = new ServedGalleries(
                folder,
                name -> ServedGallery.removable(
                        name, SqliteGallery.open(folder.file(name), space(), FaceExtraction.CUT_OUT), faces));
    }

    private EncoderId space() {
        return faces.encoder().space();
    }

    @AfterEach
    void close() {
        galleries.close();
        faces.close();
    }

    private void create(String name) {
        galleries.create(name).close();
    }

    private GalleryLease lease(String name) {
        return galleries.lease(name).orElseThrow();
    }

    private CompletableFuture<LikenessException> removed(String name, Duration longest) {
        GalleryLease own = lease(name);
        return CompletableFuture.supplyAsync(() -> {
            try (own) {
                galleries.remove(own, longest);
                return new LikenessException(LikenessException.Kind.INVALID, "it was removed");
            } catch (LikenessException e) {
                return e;
            }
        });
    }

    private void awaitLeaving(String name) throws InterruptedException {
        while (galleries.has(name)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void whatUsesAGalleryFinishesBeforeItIsRemoved() throws Exception {
        create("visitors");
        CompletableFuture<LikenessException> removal;
        try (GalleryLease using = lease("visitors")) {
            removal = removed("visitors", LONG);
            awaitLeaving("visitors");
            assertThat(galleries.lease("visitors")).isEmpty();
            assertThat(galleries.names()).isEmpty();
            assertThat(using.isWanted()).isFalse();
            assertThat(using.gallery().gallery().stats().people())
                    .as("still open")
                    .isZero();
            assertThatThrownBy(() -> galleries.create("visitors")).hasMessageContaining("is being removed");
        }
        assertThat(removal.get()).hasMessage("it was removed");
        assertThat(folder.file("visitors")).doesNotExist();
        create("visitors");
        assertThat(galleries.has("visitors")).isTrue();
    }

    @Test
    void aGalleryThatIsUsedForTooLongRemains() throws Exception {
        create("visitors");
        try (GalleryLease using = lease("visitors")) {
            assertThat(removed("visitors", SHORT).get())
                    .hasMessageContaining("is in use by other requests, and was not removed");
            assertThat(using.isWanted()).isTrue();
        }
        assertThat(galleries.has("visitors")).isTrue();
        assertThat(lease("visitors").gallery().searched().size()).isZero();
    }

    @Test
    void oneOfTwoRemovalsFindsNothing() throws Exception {
        create("visitors");
        GalleryLease second = lease("visitors");
        CompletableFuture<LikenessException> first = removed("visitors", LONG);
        awaitLeaving("visitors");
        try (second) {
            assertThatThrownBy(() -> galleries.remove(second, LONG)).hasMessage("there is no gallery \"visitors\"");
        }
        assertThat(first.get()).hasMessage("it was removed");
    }

    @Test
    void theEndOfTheServiceEndsARemovalThatWaits() throws Exception {
        create("visitors");
        try (GalleryLease using = lease("visitors")) {
            CompletableFuture<LikenessException> removal = removed("visitors", LONG);
            awaitLeaving("visitors");
            galleries.refuseChanges();
            assertThat(removal.get()).hasMessageContaining("the service stops");
            assertThat(using.isWanted()).isTrue();
        }
        assertThat(folder.file("visitors")).exists();
        assertThatThrownBy(() -> create("others")).hasMessageContaining("the service stops");
    }

    @Test
    void aGalleryThatAnotherProgramHasOpenRemains() throws Exception {
        create("visitors");
        try (SqliteGallery other = SqliteGallery.open(folder.file("visitors"))) {
            assertThat(other.stats().people()).isZero();
            assertThat(removed("visitors", LONG).get()).hasMessageContaining("is in use elsewhere");
        }
        try (GalleryLease using = lease("visitors")) {
            assertThat(using.gallery().searched().size()).isZero();
            assertThat(using.gallery().exact().size()).isZero();
        }
        assertThat(removed("visitors", LONG).get()).hasMessage("it was removed");
    }

    @Test
    void aGalleryThatWasGivenByNameIsNotRemoved() {
        galleries.add(new ServedGallery(
                "staff", SqliteGallery.open(parent.resolve("staff.db"), space(), FaceExtraction.CUT_OUT), faces));
        try (GalleryLease own = lease("staff")) {
            assertThatThrownBy(() -> galleries.remove(own, LONG))
                    .hasMessageContaining("is not in its folder for galleries");
        }
        assertThatThrownBy(() -> create("staff")).hasMessageContaining("there is a gallery \"staff\" already");
        assertThat(galleries.has("staff")).isTrue();
    }

    @Test
    void aFileThatCameLaterIsNotTakenForANewGallery() throws IOException {
        Files.writeString(folder.file("visitors"), "somebody's");
        assertThatThrownBy(() -> create("visitors")).hasMessageContaining("came there after the service was started");
        assertThat(folder.file("visitors")).hasContent("somebody's");
    }

    @Test
    void aGalleryThatCannotBeMadeLeavesNothing() {
        ServedGalleries failing = new ServedGalleries(folder, name -> {
            try {
                Files.writeString(folder.file(name), "half of a gallery");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new IllegalStateException("the disk is full");
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> failing.create("visitors")).hasMessage("the disk is full");
        }
        assertThat(folder.file("visitors")).doesNotExist();
        failing.close();
    }

    @Test
    void withoutAFolderNoneIsCreated() {
        try (ServedGalleries fixed = new ServedGalleries()) {
            assertThatThrownBy(() -> fixed.create("visitors")).hasMessageContaining("has no folder for galleries");
        }
    }

    @Test
    void galleriesOfAFolderAreServedAgain() {
        create("visitors");
        create("guests");
        galleries.close();
        galleries = new ServedGalleries(
                GalleryFolder.of(parent.resolve("galleries")),
                name -> ServedGallery.removable(name, SqliteGallery.open(folder.file(name)), faces));
        galleries.addThoseOfTheFolder();
        assertThat(galleries.names()).containsExactly("guests", "visitors");
    }

    @Test
    void aFolderWithAFileThatCannotBeAGalleryIsRefused() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> GalleryFolder.of(file)).hasMessageContaining("is a file: a folder for galleries");
        Files.writeString(folder.file("a").resolveSibling("notes.txt"), "left alone");
        assertThat(folder.names()).isEmpty();
        Path bad = Files.writeString(folder.file("a").resolveSibling("Night Shift.db"), "");
        assertThatThrownBy(() -> GalleryFolder.of(parent.resolve("galleries")))
                .hasMessageContaining(bad.toString())
                .hasMessageContaining("Rename the file");
    }
}
