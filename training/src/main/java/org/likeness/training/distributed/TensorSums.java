package org.likeness.training.distributed;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Replaces many tensors by their sums over the ranks, in pieces that are under way while the tensors of the next are still being computed. The
 * first pieces are small, so that the exchange begins early, the later ones large, because each costs a message from every rank to the next for each
 * rank. A message has a part of the piece, one in as many as there are ranks.
 * All ranks give tensors of the same shapes in the same order.
 */
public final class TensorSums implements AutoCloseable {
    /** Numbers in each message of the first piece; those of each further piece are twice as long. */
    private static final long FIRST_MESSAGE = 1 << 16;

    private static final long LARGEST_MESSAGE = 1 << 20;

    private final ProcessGroup group;
    private final double factor;
    private final List<Piece> pieces = new ArrayList<>();
    private List<Tensor> members = new ArrayList<>();
    private long count;
    private long message = FIRST_MESSAGE;

    private TensorSums(ProcessGroup group, double factor) {
        this.group = group;
        this.factor = factor;
    }

    /** Sums. */
    public static TensorSums of(ProcessGroup group) {
        return new TensorSums(group, 1);
    }

    /** Means, which are sums divided by the number of ranks. */
    public static TensorSums means(ProcessGroup group) {
        return new TensorSums(group, 1.0 / group.share().size());
    }

    /** Several tensors in one piece of memory, whose sum is under way. */
    private record Piece(List<Tensor> members, Tensor values, ProcessGroup.Sum sum) {
        /** Puts the sums, multiplied, where the summands were. */
        void finish(double factor) {
            sum.await();
            if (factor != 1) {
                values.mul_(new Scalar(factor));
            }
            long from = 0;
            for (Tensor member : members) {
                long size = member.numel();
                member.copy_(values.narrow(0, from, size).view(member.shape()));
                from += size;
            }
        }
    }

    /** Adds a tensor, which is neither read nor written until the end, or nothing if it is not defined. */
    public void add(Tensor values) {
        if (group.share().size() > 1 && values.defined()) {
            values.retainReference(); // whatever scope it is of
            members.add(values);
            count += values.numel();
            if (count >= message * group.share().size()) {
                begin();
                message = Math.min(2 * message, LARGEST_MESSAGE);
            }
        }
    }

    /** Waits for the sums, and puts them where the summands were. */
    public void finish() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            if (!members.isEmpty()) {
                begin();
            }
            pieces.forEach(piece -> piece.finish(factor));
        }
    }

    private void begin() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            TensorVector rows = new TensorVector();
            members.forEach(member -> rows.push_back(member.reshape(-1)));
            Tensor values = torch.cat(rows).cpu();
            ProcessGroup.Sum sum = group.sum(values);
            values.retainReference(); // from here on, close() frees it
            pieces.add(new Piece(members, values, sum));
        }
        members = new ArrayList<>();
        count = 0;
    }

    /** Frees what was added; where the sums are not finished, nobody waits for them. */
    @Override
    public void close() {
        members.forEach(Tensor::close);
        for (Piece piece : pieces) {
            piece.members().forEach(Tensor::close);
            piece.values().close();
        }
        pieces.clear();
        members.clear();
    }
}
