package org.likeness.training.run;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.distributed.Share;
import org.likeness.training.loader.BatchLabels;

/** The batch of all ranks, in the order of the sampler: what is mined and what the loss sees. */
final class JointBatch {
    private final Share share;
    private final float[] embeddings;
    private final BatchLabels labels;

    private JointBatch(Share share, float[] embeddings, BatchLabels labels) {
        this.share = share;
        this.embeddings = embeddings;
        this.labels = labels;
    }

    /**
     * Puts the rows of all ranks together.
     *
     * @param own    embeddings of this rank's rows, [b × D], row by row
     * @param labels of this rank's rows
     * @throws IllegalStateException if the ranks are at different steps, or their shares are not those of one batch
     */
    static JointBatch of(ProcessGroup group, float[] own, BatchLabels labels) {
        return group.share().size() == 1
                ? new JointBatch(Share.WHOLE, own, labels)
                : joint(group.share(), group.gather(message(own, labels)), own.length / labels.size());
    }

    private static byte[] message(float[] own, BatchLabels labels) {
        ByteBuffer message = ByteBuffer.allocate(
                Long.BYTES + Integer.BYTES + 2 * Integer.BYTES * labels.size() + Float.BYTES * own.length);
        message.putLong(labels.step()).putInt(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            message.putInt(labels.labels()[i]).putInt(labels.pictures()[i]);
        }
        message.asFloatBuffer().put(own);
        return message.array();
    }

    private static JointBatch joint(Share share, byte[][] messages, int dimension) {
        ByteBuffer[] parts = new ByteBuffer[messages.length];
        int batch = 0;
        long step = ByteBuffer.wrap(messages[share.rank()]).getLong();
        for (int rank = 0; rank < parts.length; rank++) {
            parts[rank] = ByteBuffer.wrap(messages[rank]);
            long other = parts[rank].getLong();
            if (other != step) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT, "rank %d is at step %d, rank %d at %d", rank, other, share.rank(), step));
            }
            batch += parts[rank].getInt();
        }
        float[] embeddings = new float[Math.multiplyExact(batch, dimension)];
        int[] labels = new int[batch];
        int[] pictures = new int[batch];
        for (int rank = 0; rank < parts.length; rank++) {
            Share other = new Share(rank, parts.length);
            int[] rows = other.rows(batch);
            long rest = Integer.BYTES * 2L * rows.length + (long) Float.BYTES * dimension * rows.length;
            if (parts[rank].remaining() != rest) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT, "rank %d has other rows than its share of %d at step %d", rank, batch, step));
            }
            for (int row : rows) {
                labels[row] = parts[rank].getInt();
                pictures[row] = parts[rank].getInt();
            }
            float[] part = new float[rows.length * dimension];
            parts[rank].asFloatBuffer().get(part);
            other.put(part, embeddings, batch);
        }
        return new JointBatch(share, embeddings, new BatchLabels(step, labels, pictures));
    }

    /** Of all ranks, [B × D], row by row. */
    float[] embeddings() {
        return embeddings;
    }

    BatchLabels labels() {
        return labels;
    }

    /** This rank's rows of a gradient, [B × D], row by row. */
    float[] own(float[] gradient) {
        return share.size() == 1 ? gradient : share.take(gradient, labels.size());
    }
}
