package org.likeness.core.image.codec;

import org.likeness.core.LikenessException;

/** A picture that cannot be decoded; the message contains its name and the reason. */
public final class UnreadablePictureException extends LikenessException {
    private static final long serialVersionUID = 1L;
    private final String picture;
    private final String reason;

    /**
     * @param picture the picture's name or path
     * @param reason  why, such as {@code truncated JPEG at byte 18,432}
     */
    public UnreadablePictureException(String picture, String reason) {
        super(Kind.CORRUPT, picture + ": " + reason);
        this.picture = picture;
        this.reason = reason;
    }

    /**
     * @param picture the picture's name or path
     * @param reason  why, such as {@code truncated JPEG at byte 18,432}
     * @param cause   what the codec threw
     */
    public UnreadablePictureException(String picture, String reason, Throwable cause) {
        super(Kind.CORRUPT, picture + ": " + reason, cause);
        this.picture = picture;
        this.reason = reason;
    }

    /** The picture's name or path. */
    public String picture() {
        return picture;
    }

    /** Why it cannot be read. */
    public String reason() {
        return reason;
    }
}
