package org.likeness.training.libtorch;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.likeness.model.graph.TensorData;

/** Copies between Java's arrays and libtorch's tensors. Arrays are row-major whatever the tensor's layout. */
public final class Tensors {
    private Tensors() {}

    /** Copies whole numbers; they are computed with on the processor. */
    public static Tensor of(long... values) {
        return Tensor.create(values, values.length);
    }

    /** Copies places along an axis of a tensor to where that tensor is. */
    public static Tensor places(Tensor values, long... places) {
        return of(places).to(values.device(), ScalarType.Long);
    }

    /** Copies numbers to the processor. */
    public static Tensor of(float[] values, long[] shape, ScalarType type) {
        return of(values, shape, type, Device.PROCESSOR);
    }

    /**
     * Copies numbers to a device; a batch of maps, or a convolution's weights, in the layout channels-last, which is the fastest here.
     */
    public static Tensor of(float[] values, long[] shape, ScalarType type, Device device) {
        Tensor rows = Tensor.create(values, shape).to(type);
        return device.put(shape.length == 4 ? rows.contiguous(MemoryFormat.ChannelsLast) : rows);
    }

    /** Copies a stored tensor to the processor. */
    public static Tensor of(TensorData data, ScalarType type) {
        return of(data, type, Device.PROCESSOR);
    }

    /** Copies a stored tensor to a device, but whole numbers to the processor. */
    public static Tensor of(TensorData data, ScalarType type, Device device) {
        if (data instanceof TensorData.Floats floats) {
            return of(floats.values(), floats.shape(), type, device);
        }
        if (data instanceof TensorData.Other other) {
            Tensor values = of(other, type);
            return isWhole(values) ? values : device.put(values);
        }
        TensorData.Longs longs = (TensorData.Longs) data;
        return Tensor.create(longs.values(), longs.shape());
    }

    /** Whole numbers of any size are computed with in 64 bits, half precision in that of the graph. */
    private static Tensor of(TensorData.Other data, ScalarType type) {
        Tensor values = Tensor.create(data.values(), data.shape());
        return values.to(
                switch (data.type()) {
                    case DOUBLE -> ScalarType.Double;
                    case FLOAT16 -> type;
                    case INT32, INT8, UINT8 -> ScalarType.Long;
                    case BOOL -> ScalarType.Bool;
                });
    }

    /** Copies a tensor's values out, from whatever device. */
    public static float[] floats(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor rows = tensor.detach().to(ScalarType.Float).cpu().contiguous();
            float[] values = new float[Math.toIntExact(rows.numel())];
            if (values.length > 0) { // no numbers have no address
                FloatPointer pointer = rows.data_ptr_float();
                pointer.capacity(values.length).get(values);
            }
            return values;
        }
    }

    /** Copies a tensor's whole numbers out, from whatever device. */
    public static long[] longs(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor rows = tensor.to(ScalarType.Long).cpu().contiguous();
            long[] values = new long[Math.toIntExact(rows.numel())];
            LongPointer pointer = rows.data_ptr_long();
            pointer.capacity(values.length).get(values);
            return values;
        }
    }

    /**
     * Adds margins filled with one value.
     *
     * @param map  [B, C, H, W]
     * @param pads top, left, bottom, right
     */
    public static Tensor pad(Tensor map, long[] pads, double value) {
        return torch.constant_pad_nd(map, new long[] {pads[1], pads[3], pads[0], pads[2]}, new Scalar(value));
    }

    public static boolean isWhole(Tensor tensor) {
        return isOf(tensor, ScalarType.Long);
    }

    /** Whether a tensor is of that type; what libtorch gives for it is only equal to the constant once it is interned. */
    public static boolean isOf(Tensor tensor, ScalarType type) {
        return tensor.scalar_type().intern() == type;
    }
}
