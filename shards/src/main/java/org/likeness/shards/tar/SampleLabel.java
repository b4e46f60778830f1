package org.likeness.shards.tar;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.file.CanonicalName;
import org.likeness.shards.file.DamageException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads who is in a sample from its label: the text of a {@code .cls} member, or a field of a {@code .json} member, whichever of {@link #FIELDS} is
 * there first.
 */
final class SampleLabel {
    /** The longest member that is read for a label, in bytes. */
    static final int LONGEST = 1 << 20;

    /** Fields of a JSON object that name a person. */
    static final List<String> FIELDS = List.of("identity", "person", "label", "class");

    private static final int LONGEST_NAME = 255;

    private final JsonMapper mapper = new JsonMapper();

    static boolean isOne(MemberName name) {
        return name.ending().equals("cls") || name.ending().equals("json");
    }

    /**
     * The label.
     *
     * @param name of the member
     * @return none if a JSON object has no such field
     * @throws DamageException if it is no text, no JSON, or no name
     */
    Optional<String> read(MemberName name, byte[] data) throws DamageException {
        Optional<String> label =
                name.ending().equals("cls") ? Optional.of(new String(data, StandardCharsets.UTF_8)) : field(data);
        return label.isPresent() ? Optional.of(valid(label.get())) : label;
    }

    private Optional<String> field(byte[] data) throws DamageException {
        try {
            JsonNode object = mapper.readTree(data);
            return FIELDS.stream()
                    .map(object::path)
                    .filter(value -> value.isString() || value.isIntegralNumber())
                    .map(JsonNode::asString)
                    .findFirst();
        } catch (JacksonException e) {
            throw new DamageException("no valid JSON: " + e.getOriginalMessage());
        }
    }

    private static String valid(String label) throws DamageException {
        String name = CanonicalName.of(label);
        boolean isName = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl)
                && MemberName.of(name)
                        .map(MemberName::path)
                        .filter(name::equals)
                        .isPresent();
        if (!isName) {
            throw new DamageException(String.format(
                    Locale.ROOT, "a label of %d characters that names nobody: one line is expected", label.length()));
        }
        return name;
    }
}
