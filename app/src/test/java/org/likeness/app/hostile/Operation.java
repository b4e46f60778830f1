package org.likeness.app.hostile;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What can be asked of the service.
 *
 * @param method     of HTTP
 * @param path       with names in braces
 * @param parameters of the query, with the words that each takes, if they are few
 * @param types      of bodies that it takes; none if it takes no body
 * @param schema     of its document; missing if it takes none
 * @param schemas    all of the description, by name
 * @param isPage     whether browsers call it
 */
record Operation(
        String method,
        String path,
        Map<String, List<String>> parameters,
        List<String> types,
        JsonNode schema,
        JsonNode schemas,
        boolean isPage) {
    private static final List<String> METHODS = List.of("get", "post", "patch", "delete");

    /** The pages with their forms, whose fields are after the path. */
    private static final List<String> PAGES = List.of(
            "GET /",
            "GET /sign-in",
            "GET /interface",
            "GET /audit before",
            "GET /keys",
            "GET /static/1/page.js",
            "GET /galleries/{gallery}",
            "GET /galleries/{gallery}/check",
            "GET /galleries/{gallery}/enroll person",
            "GET /galleries/{gallery}/history done",
            "GET /galleries/{gallery}/identify fmr",
            "GET /galleries/{gallery}/people after search",
            "GET /galleries/{gallery}/people/{person} done",
            "GET /galleries/{gallery}/people/{person}/picture",
            "GET /galleries/{gallery}/faces/{face}/crop",
            "POST /sign-in key",
            "POST /keys name role galleryNames expires",
            "POST /keys/{key}/revoke",
            "POST /galleries gallery",
            "POST /galleries/{gallery}/remove confirmation",
            "POST /galleries/{gallery}/undo",
            "POST /galleries/{gallery}/faces/move faceIds into",
            "POST /galleries/{gallery}/faces/split faceIds person externalId",
            "POST /galleries/{gallery}/faces/{face}/forget",
            "POST /galleries/{gallery}/identify pictures candidates faces fmr",
            "POST /galleries/{gallery}/review pictures",
            "POST /galleries/{gallery}/people person externalId metadata pictures review",
            "POST /galleries/{gallery}/people/{person}/edit person externalId metadata",
            "POST /galleries/{gallery}/people/{person}/faces pictures review",
            "POST /galleries/{gallery}/people/{person}/forget",
            "POST /galleries/{gallery}/people/{person}/merge into");

    /** All operations of a description, and the pages. */
    static List<Operation> of(String description) {
        JsonNode root = new YAMLMapper().readTree(description);
        List<Operation> all = new ArrayList<>();
        root.get("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> all.add(of(root, method, path.getKey(), path.getValue()))));
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the description has no operation");
        }
        PAGES.forEach(page -> all.add(page(page)));
        return List.copyOf(all);
    }

    private static Operation of(JsonNode root, String method, String path, JsonNode item) {
        JsonNode operation = item.get(method);
        JsonNode content = resolved(root, operation.path("requestBody")).path("content");
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                Stream.concat(
                                item.path("parameters").valueStream(),
                                operation.path("parameters").valueStream())
                        .map(parameter -> resolved(root, parameter))
                        .filter(parameter -> parameter.path("in").asString().equals("query"))
                        .collect(Collectors.toMap(
                                parameter -> parameter.get("name").asString(),
                                parameter -> parameter
                                        .at("/schema/enum")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList())),
                content.propertyNames().stream().toList(),
                content.at("/application~1json/schema"),
                root.at("/components/schemas"),
                false);
    }

    private static JsonNode resolved(JsonNode root, JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static Operation page(String line) {
        List<String> words = List.of(line.split(" "));
        boolean isForm = words.get(0).equals("POST");
        return new Operation(
                words.get(0),
                words.get(1),
                words.subList(2, words.size()).stream().collect(Collectors.toMap(name -> name, name -> List.of())),
                isForm ? List.of("application/x-www-form-urlencoded", "multipart/form-data") : List.of(),
                new YAMLMapper().missingNode(),
                new YAMLMapper().missingNode(),
                true);
    }

    boolean takes(String type) {
        return types.contains(type);
    }

    boolean takesPictures() {
        return takes("image/*");
    }

    /** A document that it takes, as far as the description tells. */
    String document(SplittableRandom random, byte[] picture) {
        return sample(random, "", schema, picture);
    }

    private String sample(SplittableRandom random, String name, JsonNode given, byte[] picture) {
        if (given.has("$ref")) {
            String reference = given.get("$ref").asString();
            return sample(random, name, schemas.get(reference.substring(reference.lastIndexOf('/') + 1)), picture);
        }
        if (given.has("enum")) {
            return HostileTexts.quoted(given.get("enum")
                    .get(random.nextInt(given.get("enum").size()))
                    .asString());
        }
        return switch (given.path("type").asString("object")) {
            case "integer" -> Integer.toString(1 + random.nextInt(9));
            case "number" -> Double.toString(random.nextDouble());
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "array" ->
                Stream.generate(() -> sample(random, name, given.get("items"), picture))
                        .limit(1 + random.nextInt(2))
                        .collect(Collectors.joining(", ", "[", "]"));
            case "string" -> HostileTexts.quoted(text(random, name, picture));
            default ->
                given.path("properties").properties().stream()
                        .filter(field -> !field.getValue().path("nullable").asBoolean(false) || random.nextInt(3) > 0)
                        .map(field -> HostileTexts.quoted(field.getKey()) + ": "
                                + sample(random, field.getKey(), field.getValue(), picture))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static String text(SplittableRandom random, String name, byte[] picture) {
        return switch (name) {
            case "data" -> Base64.getEncoder().encodeToString(picture);
            case "metadata" -> "{\"department\": \"door\"}";
            case "galleryNames" -> "visitors";
            case "gallery" -> HostileTexts.createdGallery(random);
            case "expires" -> "2999-01-31";
            case "space" -> "0123456789abcdef".repeat(4);
            case "externalId" -> "e" + random.nextInt(1_000);
            default -> "Person " + random.nextInt(1_000);
        };
    }
}
