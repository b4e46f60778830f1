package org.likeness.training.libtorch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.likeness.core.LikenessException;

/**
 * The device that runs a network: the CPU, or a GPU with CUDA. Devices differ only in rounding and in the random numbers of dropout.
 *
 * <p>Floating-point tensors are on the device: parameters, statistics, gradients and optimizer state. Integer tensors, which are shapes,
 * stay on the CPU, and so does everything outside the network: mining, losses, softmax centers.
 */
public final class Device {
    /** The one that is always there. */
    public static final Device PROCESSOR = new Device("cpu", 0);

    private static final Pattern CARD = Pattern.compile("cuda(?::(\\d{1,2}))?");

    private final String name;
    private final int number;

    /**
     * @param name   as libtorch has it
     * @param number of the card, from 0 on
     */
    Device(String name, int number) {
        this.name = name;
        this.number = number;
    }

    /**
     * Reads a device's name; whether there is such a device is not asked.
     *
     * @param word {@code cpu}, {@code cuda}, which is the first card, or {@code cuda:n}, n from 0 on
     * @throws LikenessException if it is none of these
     */
    public static Device of(String word) {
        if (word.equals(PROCESSOR.name)) {
            return PROCESSOR;
        }
        Matcher card = CARD.matcher(word);
        if (!card.matches()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "device \"%s\": cpu, cuda or, for one of several GPUs, cuda:n with its number from 0, such as cuda:1, is expected",
                    word));
        }
        int number = card.group(1) == null ? 0 : Integer.parseInt(card.group(1));
        return new Device("cuda:" + number, number);
    }

    /**
     * Makes sure that the device is there, and sets how it computes. On a card, convolutions and matrix products round their factors to
     * TF32, 10 bits of fraction, and add up in single precision; cuDNN takes only algorithms that give the same bits each time.
     *
     * @throws LikenessException if this build cannot use the device, or it is not there
     */
    public void prepare() {
        if (isProcessor()) {
            return;
        }
        if (!Libtorch.isBuiltForCuda()) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "device %s: this build supports only the CPU. Build Likeness with Maven's profile cuda (see CONTRIBUTING.md), or use the device cpu",
                    this));
        }
        load();
        if (!torch.cuda_is_available()) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "device %s: libtorch finds no GPU for CUDA. Check that nvidia-smi lists one and that its driver is new enough, or use the device cpu",
                    this));
        }
        int cards = torch.cuda_device_count();
        if (number >= cards) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT, "device %s: there are %d GPUs, cuda:0 to cuda:%d", this, cards, cards - 1));
        }
        Context context = torch.globalContext();
        context.setAllowTF32CuBLAS(true);
        context.setAllowTF32CuDNN(true);
        context.setDeterministicCuDNN(true);
    }

    private void load() {
        try {
            Libtorch.load();
        } catch (LikenessException e) {
            throw LikenessException.unsupported(
                    String.format(
                            Locale.ROOT,
                            "device %s requires CUDA, cuDNN and NCCL (see CONTRIBUTING.md for versions): %s",
                            this,
                            e.getMessage()),
                    e);
        }
    }

    /** The tensor itself if it is here, or else a copy of it here, in the same layout. */
    public Tensor put(Tensor tensor) {
        return isProcessor() ? tensor.cpu() : tensor.to(new org.bytedeco.pytorch.Device(name), tensor.scalar_type());
    }

    /** Whether it is the one that is always there. */
    public boolean isProcessor() {
        return this == PROCESSOR;
    }

    /** As {@link #of} reads it, a card with its number. */
    @Override
    public String toString() {
        return name;
    }
}
