package org.likeness.core.recipe;

/** A setting out of its range. */
final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String key;

    /**
     * @param key     dotted, as a recipe has it
     * @param message the key, the value found, what was allowed
     */
    SettingException(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
