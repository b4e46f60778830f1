package org.likeness.training.distributed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * A table whose rows are divided among the ranks. It is put together in rank 0, and divided again, in pieces: no message grows with the table.
 */
public final class DividedRows {
    private static final int PIECE = 16 << 20; // bytes, of all ranks together

    private final ProcessGroup group;
    private final Share share;
    private final int rows;
    private final int size;
    private final int rowsOfPiece;

    /**
     * @param rows of the whole table
     * @param size numbers in a row, at least 1
     */
    public DividedRows(ProcessGroup group, int rows, int size) {
        this(group, rows, size, PIECE);
    }

    /** @param piece most bytes of a message of all ranks together, unless a row of each has more */
    DividedRows(ProcessGroup group, int rows, int size, int piece) {
        this.group = group;
        this.share = group.share();
        this.rows = rows;
        this.size = size;
        this.rowsOfPiece = (int) Math.max(1, piece / ((long) Float.BYTES * size * share.size()));
    }

    /**
     * Puts the table together; every rank calls it.
     *
     * @param own this rank's rows, row by row
     * @return the whole table, [rows × size], in rank 0; nothing in the others
     */
    public Optional<float[]> gather(float[] own) {
        float[] table = new float[share.leads() ? Math.multiplyExact(rows, size) : 0];
        int most = new Share(0, share.size()).count(rows);
        for (int first = 0; first < most; first += rowsOfPiece) {
            int count = Math.max(0, Math.min(rowsOfPiece, share.count(rows) - first));
            ByteBuffer message = message(count);
            message.asFloatBuffer().put(own, first * size, count * size);
            byte[][] parts = group.gather(message.array());
            for (int rank = 0; share.leads() && rank < parts.length; rank++) {
                FloatBuffer part = floats(parts[rank]);
                for (int row = first * share.size() + rank; part.hasRemaining(); row += share.size()) {
                    part.get(table, row * size, size);
                }
            }
        }
        return share.leads() ? Optional.of(table) : Optional.empty();
    }

    /**
     * Divides the table; every rank calls it.
     *
     * @param table [rows × size] in rank 0; that of others does not count
     * @param own   this rank's rows, row by row; overwritten
     */
    public void scatter(float[] table, float[] own) {
        int step = rowsOfPiece * share.size();
        for (int first = 0, taken = 0; first < rows; first += Math.min(step, rows - first)) {
            int count = Math.min(step, rows - first);
            ByteBuffer message = message(share.leads() ? count : 0);
            if (share.leads()) {
                message.asFloatBuffer().put(table, first * size, count * size);
            }
            FloatBuffer piece = floats(group.broadcast(message.array()));
            for (int row : share.rows(count)) { // the first row of a piece is rank 0's
                piece.position(row * size).get(own, taken++ * size, size);
            }
        }
    }

    private ByteBuffer message(int count) {
        return ByteBuffer.allocate(count * size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static FloatBuffer floats(byte[] message) {
        return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
