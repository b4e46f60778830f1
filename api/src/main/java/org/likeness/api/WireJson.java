package org.likeness.api;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes the records of this module: the only JSON mapper for them.
 *
 * <ul>
 *   <li>Fields have the order of the record. Every field is written; one without a value is {@code null}.
 *   <li>A number is written with the fewest digits that give it back. NaN and the infinities, which JSON does not have, are {@code null}.
 *   <li>Enums are written in the words that their constants are annotated with.
 *   <li>Reading is strict: a field that is unknown or missing, {@code null} for a number, or text after the document is an error.
 * </ul>
 */
public final class WireJson {
    /** Made at the first use: it takes longer than most answers. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultVisibility(visible -> visible.withFieldVisibility(Visibility.ANY) // the components,
                    .withGetterVisibility(Visibility.NONE) // and no method that looks like one
                    .withIsGetterVisibility(Visibility.NONE))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new FiniteNumbers())
                    .addSerializer(double.class, new FiniteNumbers()))
            .build();

    private WireJson() {}

    /** An answer as an indented document, without a line break at the end. */
    public static String write(Answer answer) {
        return MAPPER.writeValueAsString(answer);
    }

    /**
     * Reads an answer.
     *
     * @param type the record, or a sealed interface whose records have a {@code kind}
     * @throws tools.jackson.core.JacksonException if the text is no such document
     */
    public static <A extends Answer> A read(String json, Class<A> type) {
        return MAPPER.readValue(json, type);
    }

    /** A request as a document, in UTF-8. What is missing is {@code null}. */
    public static byte[] writeRequest(Request request) {
        return MAPPER.writeValueAsBytes(request);
    }

    /** For what people write by hand: a missing field is null. Made at the first use. */
    private static final class Requests {
        private static final JsonMapper MAPPER = WireJson.MAPPER
                .rebuild()
                .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION) // another reader may take the other one
                .build();
    }

    /**
     * Reads a request. Fields may be missing, and are null then; a number must be there, and no field twice.
     *
     * @param json the document, in UTF-8
     * @throws tools.jackson.core.JacksonException if the text is no such document
     */
    public static <R extends Request> R readRequest(byte[] json, Class<R> type) {
        return Requests.MAPPER.readValue(json, type);
    }

    /** For what a service answers, which may be newer. Made at the first use. */
    private static final class Answers {
        private static final JsonMapper MAPPER = WireJson.MAPPER
                .rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /**
     * Reads an answer of a service. The service may be newer: unknown fields are skipped.
     *
     * @param json the document, in UTF-8
     * @throws tools.jackson.core.JacksonException if it is no such document
     */
    public static <A extends Answer> A readAnswer(byte[] json, Class<A> type) {
        return Answers.MAPPER.readValue(json, type);
    }

    /**
     * Reads a document of any kind.
     *
     * @param json the document, in UTF-8
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    public static JsonNode tree(byte[] json) {
        return MAPPER.readTree(json);
    }

    private static final class FiniteNumbers extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator generator, SerializationContext context) {
            if (Double.isFinite(value)) {
                generator.writeNumber(value.doubleValue());
            } else {
                generator.writeNull();
            }
        }
    }
}
