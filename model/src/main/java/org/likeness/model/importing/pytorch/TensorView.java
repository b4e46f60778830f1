package org.likeness.model.importing.pytorch;

import java.util.Arrays;
import java.util.Locale;
import org.likeness.core.pickle.PickleValue;
import org.likeness.model.graph.TensorData;

/** A PyTorch tensor: a view of a storage. */
final class TensorView implements PickleValue.Interpreted {
    private static final int MOST_AXES = 64; // PyTorch's own bound
    private final Storage storage;
    private final long offset;
    private final long[] shape;
    private final long[] strides;

    /**
     * @param storage where its elements lie
     * @param offset  of the first one, in elements
     * @param shape   sizes
     * @param strides elements from one index to the next, of each axis
     */
    TensorView(Storage storage, long offset, long[] shape, long[] strides) {
        long elements = 1;
        boolean empty = false;
        if (shape.length != strides.length || shape.length > MOST_AXES || offset < 0) {
            throw refused(storage, offset, shape, strides, "that is no tensor");
        }
        long last = offset;
        for (int axis = 0; axis < shape.length; axis++) {
            long size = shape[axis];
            long stride = strides[axis];
            empty |= size == 0;
            if (size < 0
                    || stride < 0
                    || size > Integer.MAX_VALUE
                    || (elements *= Math.max(size, 1)) > Integer.MAX_VALUE) {
                throw refused(storage, offset, shape, strides, "that is no tensor, or too large a one");
            }
            if (size > 1 && stride > (storage.elements() - last) / (size - 1)) {
                throw refused(storage, offset, shape, strides, "that leaves the storage");
            }
            last += size > 1 ? stride * (size - 1) : 0;
        }
        if (!empty && last >= storage.elements()) {
            throw refused(storage, offset, shape, strides, "that leaves the storage");
        }
        if (!empty && elements > storage.elements()) {
            throw refused(storage, offset, shape, strides, "elements are read several times; save tensor.contiguous()");
        }
        this.storage = storage;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
    }

    Storage storage() {
        return storage;
    }

    long offset() {
        return offset;
    }

    long[] shape() {
        return shape;
    }

    long[] strides() {
        return strides;
    }

    private static UnreadableException refused(
            Storage storage, long offset, long[] shape, long[] strides, String reason) {
        return new UnreadableException(String.format(
                Locale.ROOT,
                "has a tensor of shape %s, strides %s and offset %,d in the storage \"%s\" of %,d elements: %s",
                shortened(shape),
                shortened(strides),
                offset,
                storage.key(),
                storage.elements(),
                reason));
    }

    private static String shortened(long[] sizes) {
        return sizes.length <= MOST_AXES
                ? Arrays.toString(sizes)
                : String.format(Locale.ROOT, "[%d axes]", sizes.length);
    }

    /** How many elements. */
    int elements() {
        long product = 1;
        for (long size : shape) {
            product *= size;
        }
        return (int) product;
    }

    /** Bytes of the elements, as they are stored. */
    long bytes() {
        return (long) elements() * storage.type().bytes();
    }

    /**
     * The tensor, row-major.
     *
     * @param stored all bytes of the storage, little-endian
     */
    TensorData from(byte[] stored) {
        int width = storage.type().bytes();
        int elements = elements();
        if (elements == 0) {
            return storage.type().tensor(shape, new byte[0]);
        }
        if (isContiguous()) {
            int start = Math.toIntExact(offset * width);
            return storage.type().tensor(shape, Arrays.copyOfRange(stored, start, start + elements * width));
        }
        byte[] gathered = new byte[elements * width];
        long[] index = new long[shape.length];
        long place = offset;
        for (int i = 0; i < elements; i++) {
            System.arraycopy(stored, (int) place * width, gathered, i * width, width);
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place += strides[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                place -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return storage.type().tensor(shape, gathered);
    }

    @Override
    public String kind() {
        return "a tensor";
    }

    private boolean isContiguous() {
        long expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] > 1 && strides[axis] != expected) {
                return false;
            }
            expected *= shape[axis];
        }
        return true;
    }
}
