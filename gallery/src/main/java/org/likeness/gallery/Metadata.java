package org.likeness.gallery;

import java.util.Locale;
import org.likeness.core.LikenessException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an application keeps with a person. The gallery does not interpret it.
 *
 * @param json a JSON object of at most {@link #LONGEST} characters, without white space between its parts
 */
public record Metadata(String json) {
    /** The largest number of characters. */
    public static final int LONGEST = 16_384;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Without any entry. */
    public static final Metadata NONE = new Metadata("{}");

    /** @throws LikenessException if the text is not a JSON object, or too long */
    public Metadata {
        if (json.length() > LONGEST) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "metadata of %,d characters: at most %,d are allowed", json.length(), LONGEST));
        }
        try {
            JsonNode value = JSON.readTree(json);
            if (!value.isObject()) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT, "metadata \"%s\": a JSON object is expected, such as {\"badge\":\"17\"}", json));
            }
            json = JSON.writeValueAsString(value);
        } catch (JacksonException e) {
            throw LikenessException.invalid(
                    String.format(
                            Locale.ROOT,
                            "metadata \"%s\": a JSON object is expected, such as {\"badge\":\"17\"}",
                            json),
                    e);
        }
    }
}
