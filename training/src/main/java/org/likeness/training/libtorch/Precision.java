package org.likeness.training.libtorch;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** The numbers that are computed with. */
public enum Precision {
    /** As stored. */
    FLOAT(ScalarType.Float),
    /** For checking gradients by finite differences. */
    DOUBLE(ScalarType.Double);

    private final ScalarType type;

    Precision(ScalarType type) {
        this.type = type;
    }

    /** As libtorch names it. */
    public ScalarType type() {
        return type;
    }
}
