package org.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.export.PeopleEmbeddingsFile;

/**
 * Writes clustered synthetic embeddings as {@code likeness spark embed} writes those of pictures: {@code docs/formats/cluster.md}.
 *
 * <pre>
 * DrawnEmbeddings FOLDER FACES DIMENSION DECAY
 * </pre>
 */
public final class DrawnEmbeddings {
    private static final int FACES_OF_A_PART = 50_000;
    private static final EncoderId SPACE = new EncoderId("0".repeat(64));
    private static final String SETTINGS =
            "{\"version\": 1, \"encoder\": \"%s\", \"mirror\": false, \"set\": \"drawn\", \"parts\": %d}";
    private static final String REPORT =
            "{\"part\": {\"name\": \"%s\", \"set\": \"drawn\", \"depth\": 1, \"first\": %d, \"end\": %d}, \"source\": \"folder\", \"pictures\": %4$d, \"embedded\": %4$d, \"longest\": 1.001, \"failures\": [], \"damages\": 0, \"examples\": [], \"unreadable\": null}";

    private DrawnEmbeddings() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        Path rows = Files.createTempFile(folder, "drawn", ".bin");
        FaceSet faces =
                new ClusteredFaces(rows, count, Integer.parseInt(arguments[2]), Double.parseDouble(arguments[3]));
        int parts = (count + FACES_OF_A_PART - 1) / FACES_OF_A_PART;
        Files.writeString(
                folder.resolve("embedding.json"), String.format(Locale.ROOT, SETTINGS, SPACE.sha256(), parts));
        for (int part = 0; part < parts; part++) {
            String name = String.format(Locale.ROOT, "part-%05d", part);
            int first = part * FACES_OF_A_PART;
            int end = Math.min(count, first + FACES_OF_A_PART);
            PeopleEmbeddingsFile.write(
                    folder.resolve(name + ".parquet"),
                    IntStream.range(first, end)
                            .mapToObj(face -> row(faces, face))
                            .toList());
            Files.writeString(
                    folder.resolve(name + ".json"), String.format(Locale.ROOT, REPORT, name, first, end, end - first));
        }
        Files.delete(rows);
    }

    private static PeopleEmbeddingsFile.Row row(FaceSet faces, int face) {
        String person = "p" + faces.person(face);
        return new PeopleEmbeddingsFile.Row(
                person + "/" + face + ".jpg", person, new Embedding(SPACE, faces.vector(face)));
    }
}
