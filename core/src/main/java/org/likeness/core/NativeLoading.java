package org.likeness.core;

import java.util.Locale;
import java.util.function.Supplier;

/** Loads native libraries; why one cannot be loaded is told in one line instead of an error of linking. */
public final class NativeLoading {
    private NativeLoading() {}

    /**
     * Loads a library.
     *
     * @param library what it is called, such as libtorch
     * @param loss    what cannot be done without it, such as "nothing can be trained"
     * @param loading loads it, and gives what stands for it; may be called again after it failed
     * @throws LikenessException if there is none for this platform, or one that cannot be opened
     */
    public static <T> T load(String library, String loss, Supplier<T> loading) {
        try {
            return loading.get();
        } catch (LinkageError e) {
            throw LikenessException.unsupported(
                    String.format(
                            Locale.ROOT,
                            "%s cannot be loaded, and %s without it: %s, on %s %s",
                            library,
                            loss,
                            reason(e),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch")),
                    e);
        }
    }

    /** The words of what failed first: where a class could not be initialized, that is a cause of a cause. */
    public static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
