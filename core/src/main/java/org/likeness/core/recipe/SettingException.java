package org.likeness.core.recipe;

/** A setting out of its range. */
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String key;

    /**
     * @param key     dotted, as a recipe has it
     * @param message the key, the value found, what was allowed
     */
    public SettingException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** The setting, dotted, as a recipe has it. */
    public String key() {
        return key;
    }
}
