package org.likeness.core;

/**
 * The user's mistake, or the world's: a missing folder, a broken file, a full disk. Its message is one line that says
 * what was found, what was allowed and what to do next; the command line prints it alone and exits with 2.
 *
 * <p>Names that come out of files stand in such messages. A control character among them, which could begin another line in a log
 * or change a terminal's colours, is shown as its number, such as {@code \\u000a}.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: what, the value found, what was allowed, what to do */
    public UserException(String message) {
        super(plain(message));
    }

    /**
     * @param message one line: what, the value found, what was allowed, what to do
     * @param cause   what was caught
     */
    public UserException(String message, Throwable cause) {
        super(plain(message), cause);
    }

    private static String plain(String message) {
        StringBuilder plain = new StringBuilder();
        message.chars().forEach(letter -> {
            if (isControl(letter)) {
                plain.append("\\u%04x".formatted(letter));
            } else {
                plain.append((char) letter);
            }
        });
        return plain.toString();
    }

    private static boolean isControl(int letter) {
        int type = Character.getType(letter);
        return (type == Character.CONTROL && letter != '\t')
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
