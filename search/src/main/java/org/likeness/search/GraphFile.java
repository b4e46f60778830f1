package org.likeness.search;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * <tr><td colspan="2">for each node:</td></tr>
 * <tr><td>D bytes</td><td>codes, in [-127, 127]: component i is about codes[i] · scale</td></tr>
 * <tr><td>float</td><td>scale</td></tr>
 * <tr><td>int</td><td>the sum of the squared codes</td></tr>
 * <tr><td>float</td><td>the distance of the embedding and the codes · scale, rounded up</td></tr>
 * <tr><td colspan="2">if N is not 0:</td></tr>
 * <tr><td>int</td><td>E, the most edges of a node</td></tr>
 * <tr><td>int</td><td>L, the layers above the lowest one</td></tr>
 * <tr><td>int</td><td>the node of the last layer where searches begin</td></tr>
 * <tr><td>E · N ints</td><td>the nodes to which each node has edges, nearest first; -1 behind the last</td></tr>
 * <tr><td colspan="2">for each further layer:</td></tr>
 * <tr><td>int</td><td>n, its nodes</td></tr>
 * <tr><td>n ints</td><td>these nodes, ascending</td></tr>
 * <tr><td>E · n ints</td><td>their edges</td></tr>
 * <tr><td>long</td><td>CRC-32C of all bytes before</td></tr>
 * </table>
 */
final class GraphFile {
    private static final byte[] MAGIC = "LKGRAPH\n".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 2;
    private static final int HEADER = MAGIC.length + 3 * Integer.BYTES;
    private static final int TRAILER = Long.BYTES;
    private static final int BUFFER = 1 << 20;

    private GraphFile() {}

    /**
     * Writes a graph.
     *
     * @param part empty for an index without faces
     * @throws LikenessException if the file cannot be written
     */
    static void write(Path path, int dimension, Optional<FrozenPart> part) {
        AtomicFile.write(path, stream -> {
            CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
            out.write(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(dimension);
            out.writeInt(part.map(some -> some.faces().count()).orElse(0));
            if (part.isPresent()) {
                write(out, dimension, part.get());
            }
            out.flush();
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
        });
    }

    private static void write(DataOutputStream out, int dimension, FrozenPart part) throws IOException {
        OrdinalFaces faces = part.faces();
        int count = faces.count();
        for (int node = 0; node < count; node++) {
            out.writeLong(faces.face(node));
        }
        for (int node = 0; node < count; node++) {
            out.writeLong(faces.person(node));
        }
        int row = CodeRows.rowBytes(dimension);
        for (int from = 0; from < count; from += CodeRows.ROWS) {
            out.write(part.codes().block(from / CodeRows.ROWS), 0, Math.min(CodeRows.ROWS, count - from) * row);
        }
        FrozenEdges edges = part.view();
        out.writeInt(edges.degree());
        out.writeInt(edges.upper().size());
        out.writeInt(edges.entryNode().node);
        for (int[] block : edges.lowest()) {
            write(out, block);
        }
        for (FrozenEdges.Layer layer : edges.upper()) {
            out.writeInt(layer.nodes().length);
            write(out, layer.nodes());
            write(out, layer.edges());
        }
    }

    private static void write(DataOutputStream out, int[] values) throws IOException {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    /**
     * Reads the graph of a file.
     *
     * @return empty if it has no faces
     * @throws LikenessException if there is no such file, or it is damaged, of another length of embeddings, or none that this class wrote
     */
    static Optional<FrozenPart> open(Path path, int dimension, Kernel kernel) {
        try {
            check(path);
            try (DataInputStream in = new DataInputStream(stream(path))) {
                in.skipNBytes(MAGIC.length + Integer.BYTES);
                int found = in.readInt();
                if (found != dimension) {
                    throw LikenessException.conflict(String.format(
                            Locale.ROOT, "%s has embeddings of %d numbers: %d are expected", path, found, dimension));
                }
                int count = in.readInt();
                return count == 0 ? Optional.empty() : Optional.of(read(in, dimension, count, kernel));
            }
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(path + " does not exist: an index of faces is expected", e);
        } catch (IOException e) {
            throw LikenessException.unavailable(String.format(Locale.ROOT, "%s cannot be read: %s", path, e), e);
        }
    }

    /** Compares the checksum of all bytes, so that what is read afterwards is what was written. */
    private static void check(Path path) throws IOException {
        long size = Files.size(path);
        CRC32C checksum = new CRC32C();
        try (DataInputStream in = new DataInputStream(new CheckedInputStream(stream(path), checksum))) {
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
            in.skipNBytes(size - TRAILER - MAGIC.length - Integer.BYTES);
            long computed = checksum.getValue();
            if (in.readLong() != computed) {
                throw damaged(path, "its checksum is another one");
            }
        }
    }

    private static InputStream stream(Path path) throws IOException {
        return new BufferedInputStream(Files.newInputStream(path), BUFFER);
    }

    private static FrozenPart read(DataInputStream in, int dimension, int count, Kernel kernel) throws IOException {
        OrdinalFaces faces = new OrdinalFaces(longs(in, count), longs(in, count), count);
        CodeRows codes = new CodeRows(dimension, kernel);
        int row = CodeRows.rowBytes(dimension);
        for (int from = 0; from < count; from += CodeRows.ROWS) {
            in.readFully(codes.block(from / CodeRows.ROWS), 0, Math.min(CodeRows.ROWS, count - from) * row);
        }
        int degree = in.readInt();
        int layers = in.readInt();
        int entry = in.readInt();
        int[][] lowest = new int[(count + FrozenEdges.ROWS - 1) / FrozenEdges.ROWS][];
        for (int block = 0; block < lowest.length; block++) {
            lowest[block] = ints(in, Math.min(FrozenEdges.ROWS, count - block * FrozenEdges.ROWS) * degree);
        }
        List<FrozenEdges.Layer> upper = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            int nodes = in.readInt();
            upper.add(new FrozenEdges.Layer(ints(in, nodes), ints(in, nodes * degree)));
        }
        return new FrozenPart(faces, codes, new FrozenEdges(count, degree, lowest, upper, entry));
    }

    private static long[] longs(DataInputStream in, int count) throws IOException {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private static int[] ints(DataInputStream in, int count) throws IOException {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private static LikenessException damaged(Path path, String how) {
        return LikenessException.corrupt(
                String.format(Locale.ROOT, "%s is damaged: %s. It can be built again from its faces", path, how));
    }
}
