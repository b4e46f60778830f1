package org.likeness.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.LikenessException.Kind;
import org.likeness.search.SearchIndex.Hit;

class GraphFileTest {
    private static final int DIMENSION = 20;

    @TempDir
    private Path folder;

    private final KnownFaces faces = new KnownFaces();

    private void draw(long seed, long from, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        for (long face = from; face < from + count; face++) {
            faces.put(face, 1_000_000_000_000L + face / 3, KnownFaces.near(random, new float[DIMENSION], 1));
        }
    }

    private Path written(int count) {
        draw(1, 0, count);
        Path file = folder.resolve("faces.index");
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 1)) {
            faces.addTo(index);
            index.write(file);
        }
        return file;
    }

    private void requireEveryFaceIsFound(SearchIndex index) {
        assertThat(index.size()).isEqualTo(faces.size());
        for (long face : faces.numbers()) {
            assertThat(index.nearest(faces.embedding(face), 1)).containsExactly(new Hit(faces.person(face), face, 0));
        }
    }

    private static boolean holds(Path file, float[] embedding) throws IOException {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return bytes.contains(new String(Code.of(embedding, DIMENSION).codes(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void aFileIsSearchedAndChangedAndWrittenAgain() throws Exception {
        Path file = written(1_000);
        float[] forgotten = faces.embedding(500);
        try (GraphIndex index = GraphIndex.open(file, DIMENSION, faces::vector, 2)) {
            requireEveryFaceIsFound(index);
            for (long face = 500; face < 600; face++) {
                assertThat(index.remove(face)).isTrue();
                faces.remove(face);
            }
            draw(2, 2_000, 150);
            for (long face = 2_000; face < 2_150; face++) {
                index.add(face, faces.person(face), faces.embedding(face));
            }
            requireEveryFaceIsFound(index);
            assertThat(index.nearest(forgotten, 1).get(0).distance()).isPositive();
            assertThat(holds(file, forgotten)).isTrue();
            index.write(file); // over the one that was opened
            requireEveryFaceIsFound(index);
            index.add(9_000, 3, forgotten);
            index.remove(9_000);
            index.write(file);
        }
        assertThat(holds(file, forgotten)).isFalse();
        assertThat(holds(file, faces.embedding(2_001))).isTrue();
        try (GraphIndex index = GraphIndex.open(file, DIMENSION, faces::vector, 1)) {
            requireEveryFaceIsFound(index);
        }
    }

    @Test
    void anIndexWithoutFacesIsWrittenAndOpened() {
        Path file = written(3);
        try (GraphIndex index = GraphIndex.open(file, DIMENSION, faces::vector, 1)) {
            for (long face : faces.numbers()) {
                index.remove(face);
            }
            index.write(file);
        }
        try (GraphIndex index = GraphIndex.open(file, DIMENSION, faces::vector, 1)) {
            assertThat(index.size()).isZero();
            assertThat(index.nearest(new float[DIMENSION], 1)).isEmpty();
            index.add(1, 2, faces.embedding(1));
            assertThat(index.nearest(faces.embedding(1), 1)).containsExactly(new Hit(2, 1, 0));
        }
    }

    @Test
    void everyDamagedByteAndEveryTruncationIsOneError() throws IOException {
        Path file = written(40);
        byte[] bytes = Files.readAllBytes(file);
        Path damaged = folder.resolve("damaged.index");
        for (int place = 0; place < bytes.length; place += 97) {
            byte[] changed = bytes.clone();
            changed[place] ^= 0x10;
            Files.write(damaged, changed);
            requireRejected(damaged, Kind.CORRUPT, Kind.UNSUPPORTED);
            Files.write(damaged, Arrays.copyOf(bytes, place));
            requireRejected(damaged, Kind.CORRUPT);
        }
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length + 1));
        requireRejected(damaged, Kind.CORRUPT);
    }

    private void requireRejected(Path file, Kind... kinds) {
        assertThatThrownBy(() -> GraphIndex.open(file, DIMENSION, faces::vector, 1))
                .isInstanceOfSatisfying(LikenessException.class, e -> {
                    assertThat(e.kind()).isIn((Object[]) kinds);
                    assertThat(e.getMessage()).contains("damaged.index").doesNotContain("\n");
                });
    }

    @Test
    void foreignAbsentAndOtherFilesAreNamed() throws IOException {
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "shopping list");
        assertThatThrownBy(() -> GraphIndex.open(foreign, DIMENSION, faces::vector, 1))
                .hasMessageContaining("is not an index of faces");
        assertThatThrownBy(() -> GraphIndex.open(folder.resolve("none"), DIMENSION, faces::vector, 1))
                .hasMessageContaining("does not exist");
        Path file = written(5);
        assertThatThrownBy(() -> GraphIndex.open(file, 7, faces::vector, 1))
                .hasMessageContaining("embeddings of 20 numbers: 7 are expected");
        ByteArrayOutputStream later = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(later)) {
            out.write(Files.readAllBytes(file), 0, 8);
            out.writeInt(3);
            out.write(new byte[50]);
        }
        Path newer = Files.write(folder.resolve("newer.index"), later.toByteArray());
        assertThatThrownBy(() -> GraphIndex.open(newer, DIMENSION, faces::vector, 1))
                .hasMessageContaining("has version 3 of the format: 2 is expected");
    }

    @Test
    void theHeaderIsAsDocumented() throws IOException {
        Path file = written(2);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        byte[] magic = new byte[8];
        bytes.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("LKGRAPH\n");
        assertThat(List.of(bytes.getInt(), bytes.getInt(), bytes.getInt())).containsExactly(2, DIMENSION, 2);
        assertThat(List.of(bytes.getLong(), bytes.getLong())).containsExactly(0L, 1L);
        assertThat(List.of(bytes.getLong(), bytes.getLong())).containsExactly(1_000_000_000_000L, 1_000_000_000_000L);
        for (long face = 0; face < 2; face++) {
            Code code = Code.of(faces.embedding(face), DIMENSION);
            byte[] codes = new byte[DIMENSION];
            bytes.get(codes);
            assertThat(codes).isEqualTo(code.codes());
            assertThat(bytes.getFloat()).isEqualTo(code.scale());
            assertThat(bytes.getInt()).isEqualTo(code.squares());
            assertThat(bytes.getFloat()).isGreaterThanOrEqualTo((float) code.error());
        }
        int edges = bytes.getInt();
        assertThat(List.of(bytes.getInt(), bytes.getInt())).containsExactly(0, 0); // layers, first node
        assertThat(bytes.getInt()).isEqualTo(1); // the edge of node 0
        bytes.position(bytes.position() + (edges - 1) * Integer.BYTES);
        assertThat(bytes.getInt()).isZero(); // that of node 1
        bytes.position(bytes.position() + (edges - 1) * Integer.BYTES);
        assertThat(bytes.remaining()).isEqualTo(Long.BYTES);
    }
}
