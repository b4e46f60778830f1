package org.likeness.api.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Parameters of a request, in the order of their names.
 *
 * @param parameters by name, not encoded
 */
record Query(SortedMap<String, String> parameters) {
    static final Query NONE = new Query(new TreeMap<>());

    /** These parameters and one more; one of that name is replaced. */
    Query with(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(parameters);
        more.put(name, value.toString());
        return new Query(more);
    }

    /** These parameters without one. */
    Query without(String name) {
        SortedMap<String, String> fewer = new TreeMap<>(parameters);
        fewer.remove(name);
        return new Query(fewer);
    }

    /** What follows the path: empty without parameters. */
    String text() {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream().map(Query::text).collect(Collectors.joining("&", "?", ""));
    }

    private static String text(Map.Entry<String, String> parameter) {
        return encoded(parameter.getKey()) + "=" + encoded(parameter.getValue());
    }

    /** For a query and for a segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
