package org.likeness.server.http;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.likeness.api.Request;
import tools.jackson.databind.json.JsonMapper;

/** Makes documents of browsers' forms: a field of the form is the field of the same name. */
final class FormDocument {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FormDocument() {}

    /** The document in UTF-8. An empty field is an empty text, and no number and no list. */
    static byte[] of(Map<String, List<String>> fields, Class<? extends Request> type) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            List<String> given = fields.getOrDefault(component.getName(), List.of()).stream()
                    .filter(text -> component.getType() == String.class || !text.isBlank())
                    .toList();
            if (given.size() > 1 && component.getType() != List.class) {
                throw ServiceException.invalid("the field \"%s\" is given %d times", component.getName(), given.size());
            }
            if (!given.isEmpty()) {
                document.put(component.getName(), component.getType() == List.class ? given : given.get(0));
            }
        }
        return JSON.writeValueAsBytes(document);
    }
}
