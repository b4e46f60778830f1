package org.likeness.search;

import io.github.jbellis.jvector.disk.IndexWriter;
import io.github.jbellis.jvector.graph.disk.OnDiskSequentialGraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.OrdinalMapper;
import io.github.jbellis.jvector.graph.disk.feature.Feature;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.InlineVectors;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;

/**
 * The file of a {@link GraphIndex}. Numbers are big-endian:
 *
 * <table>
 * <caption>Fields in their order</caption>
 * <tr><td>8 bytes</td><td>{@code LKGRAPH} and a line feed</td></tr>
 * <tr><td>int</td><td>version of the format, {@value #VERSION}</td></tr>
 * <tr><td>int</td><td>D</td></tr>
 * <tr><td>int</td><td>N, the number of faces</td></tr>
 * <tr><td>N longs</td><td>the face of each node</td></tr>
 * <tr><td>N longs</td><td>the person of each node</td></tr>
 * <tr><td>bytes</td><td>JVector's graph, with the embeddings; none if N is 0</td></tr>
 * <tr><td>long</td><td>CRC-32C of all bytes before</td></tr>
 * </table>
 */
final class GraphFile {
    private static final byte[] MAGIC = "LKGRAPH\n".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    private static final int HEADER = MAGIC.length + 3 * Integer.BYTES;
    private static final int TRAILER = Long.BYTES;
    private static final int BUFFER = 1 << 20;

    private GraphFile() {}

    /**
     * Writes the faces that are not removed.
     *
     * @param part completed
     * @throws LikenessException if the file cannot be written
     */
    static void write(Path path, int dimension, HeapPart part) {
        OrdinalFaces faces = part.faces();
        int[] ordinals = IntStream.range(0, faces.count()).filter(faces::isLive).toArray();
        AtomicFile.write(path, stream -> {
            CountedOutput counted = new CountedOutput(stream);
            Out out = new Out(counted);
            out.write(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(dimension);
            out.writeInt(ordinals.length);
            for (int ordinal : ordinals) {
                out.writeLong(faces.face(ordinal));
            }
            for (int ordinal : ordinals) {
                out.writeLong(faces.person(ordinal));
            }
            if (ordinals.length > 0) {
                var vectors = part.vectors();
                new OnDiskSequentialGraphIndexWriter.Builder(part.graph(), out)
                        .with(new InlineVectors(dimension))
                        .withMapper(new Renumbering(ordinals))
                        .build()
                        .write(Feature.singleStateFactory(
                                FeatureId.INLINE_VECTORS,
                                ordinal -> new InlineVectors.State(vectors.getVector(ordinal))));
            }
            out.writeLong(counted.getChecksum().getValue());
        });
    }

    /**
     * Maps the graph of a file.
     *
     * @return empty if it has no faces
     * @throws LikenessException if there is no such file, or it is damaged, of another length of embeddings, or none that this class wrote
     */
    static Optional<MappedPart> open(Path path, int dimension) {
        try {
            OrdinalFaces faces = check(path, dimension);
            return faces.count() == 0 ? Optional.empty() : Optional.of(map(path, dimension, faces));
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(path + " does not exist: an index of faces is expected", e);
        } catch (IOException e) {
            throw LikenessException.unavailable(String.format(Locale.ROOT, "%s cannot be read: %s", path, e), e);
        }
    }

    private static MappedPart map(Path path, int dimension, OrdinalFaces faces) throws IOException {
        MappedPart part;
        try {
            part = new MappedPart(path, HEADER + 2L * Long.BYTES * faces.count(), faces);
        } catch (RuntimeException e) { // what JVector throws
            throw damaged(path, "its graph cannot be read");
        }
        if (part.graph().size(0) != faces.count() || part.graph().getDimension() != dimension) {
            part.close();
            throw damaged(
                    path,
                    String.format(
                            Locale.ROOT,
                            "its graph has %,d nodes of %d numbers",
                            part.graph().size(0),
                            part.graph().getDimension()));
        }
        return part;
    }

    /** Compares the checksum of all bytes, and reads the faces. */
    private static OrdinalFaces check(Path path, int dimension) throws IOException {
        long size = Files.size(path);
        CRC32C checksum = new CRC32C();
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER), checksum))) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw LikenessException.corrupt(path + " is not an index of faces: it begins with other bytes");
            }
            if (size < HEADER + TRAILER) {
                throw damaged(path, String.format(Locale.ROOT, "it has %,d bytes", size));
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw LikenessException.unsupported(String.format(
                        Locale.ROOT, "%s has version %d of the format: %d is expected", path, version, VERSION));
            }
            int found = in.readInt();
            int count = in.readInt();
            if (count < 0 || size < HEADER + 2L * Long.BYTES * count + TRAILER) {
                throw damaged(path, String.format(Locale.ROOT, "%,d bytes cannot hold %,d faces", size, count));
            }
            OrdinalFaces faces = new OrdinalFaces(longs(in, count), longs(in, count), count);
            in.skipNBytes(size - TRAILER - HEADER - 2L * Long.BYTES * count);
            long computed = checksum.getValue();
            if (in.readLong() != computed) {
                throw damaged(path, "its checksum is another one");
            }
            if (found != dimension) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT, "%s has embeddings of %d numbers: %d are expected", path, found, dimension));
            }
            return faces;
        }
    }

    private static long[] longs(DataInputStream in, int count) throws IOException {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private static LikenessException damaged(Path path, String how) {
        return LikenessException.corrupt(
                String.format(Locale.ROOT, "%s is damaged: %s. It can be built again from its faces", path, how));
    }

    /** Counts beyond 2³¹ bytes, which {@link DataOutputStream} does not. */
    private static final class CountedOutput extends CheckedOutputStream {
        private long position;

        private CountedOutput(OutputStream out) {
            super(out, new CRC32C());
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            super.write(bytes, from, length);
            position += length;
        }
    }

    /** What JVector writes to. */
    private static final class Out extends DataOutputStream implements IndexWriter {
        private final CountedOutput counted;

        private Out(CountedOutput counted) {
            super(counted);
            this.counted = counted;
        }

        @Override
        public long position() {
            return counted.position;
        }
    }

    /** Nodes that are left, without gaps. */
    private static final class Renumbering implements OrdinalMapper {
        private final int[] newToOld;
        private final int[] oldToNew;

        /** @param ordinals those in the file, ascending, at least one */
        private Renumbering(int[] ordinals) {
            newToOld = ordinals;
            oldToNew = new int[ordinals[ordinals.length - 1] + 1];
            Arrays.fill(oldToNew, OMITTED);
            for (int i = 0; i < ordinals.length; i++) {
                oldToNew[ordinals[i]] = i;
            }
        }

        @Override
        public int maxOrdinal() {
            return newToOld.length - 1;
        }

        @Override
        public int oldToNew(int old) {
            return oldToNew[old];
        }

        @Override
        public int newToOld(int now) {
            return newToOld[now];
        }
    }
}
