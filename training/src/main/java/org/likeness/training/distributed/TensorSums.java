package org.likeness.training.distributed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Sums many tensors over the ranks, in pieces: while one is under way, the next is put together. */
public final class TensorSums {
    private static final long PIECE = 4 << 20; // numbers

    private final ProcessGroup group;

    public TensorSums(ProcessGroup group) {
        this.group = group;
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
                long count = member.numel();
                member.copy_(values.narrow(0, from, count).view(member.shape()));
                from += count;
            }
        }
    }

    /**
     * Replaces the gradients of parameters by their sums over all ranks.
     *
     * @param parameters the same in all ranks, in the same order; those without a gradient are passed over
     */
    public void addGradients(Collection<Tensor> parameters) {
        if (group.share().size() > 1) {
            try (PointerScope scope = new PointerScope()) {
                List<Tensor> gradients = parameters.stream()
                        .map(Tensor::grad)
                        .filter(Tensor::defined)
                        .toList();
                replace(gradients, 1);
            }
        }
    }

    /**
     * Replaces tensors by their means over all ranks.
     *
     * @param tensors the same in all ranks, in the same order
     */
    public void average(Collection<Tensor> tensors) {
        if (group.share().size() > 1) {
            replace(tensors, 1.0 / group.share().size());
        }
    }

    private void replace(Collection<Tensor> tensors, double factor) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            List<Piece> pieces = new ArrayList<>();
            List<Tensor> members = new ArrayList<>();
            long count = 0;
            for (Tensor tensor : tensors) {
                members.add(tensor);
                count += tensor.numel();
                if (count >= PIECE) {
                    pieces.add(begin(members));
                    members = new ArrayList<>();
                    count = 0;
                }
            }
            if (!members.isEmpty()) {
                pieces.add(begin(members));
            }
            pieces.forEach(piece -> piece.finish(factor));
        }
    }

    private Piece begin(List<Tensor> members) {
        TensorVector rows = new TensorVector();
        members.forEach(member -> rows.push_back(member.reshape(-1)));
        Tensor values = torch.cat(rows).cpu();
        return new Piece(members, values, group.sum(values));
    }
}
