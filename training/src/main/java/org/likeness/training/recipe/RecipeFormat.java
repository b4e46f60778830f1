package org.likeness.training.recipe;

import java.util.TreeMap;
import org.likeness.core.EnumWord;
import org.likeness.core.image.CropFraction;
import org.likeness.core.recipe.TrainingRecipe;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The representation of recipe values in YAML: enums in lower case with hyphens, a crop as its four numbers. */
final class RecipeFormat {
    static final YAMLMapper YAML = YAMLMapper.builder()
            .enumNamingStrategy((config, type, name) -> EnumWord.ofName(name))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .addModule(new SimpleModule()
                    .addSerializer(CropFraction.class, new CropWriter())
                    .addDeserializer(CropFraction.class, new CropReader()))
            .build();

    private RecipeFormat() {}

    /** All settings of a recipe by their dotted keys. */
    static TreeMap<String, JsonNode> settings(TrainingRecipe recipe) {
        TreeMap<String, JsonNode> settings = new TreeMap<>();
        flatten("", YAML.valueToTree(recipe), settings);
        return settings;
    }

    private static void flatten(String key, JsonNode node, TreeMap<String, JsonNode> settings) {
        if (!node.isObject()) {
            settings.put(key, node);
            return;
        }
        node.properties()
                .forEach(entry -> flatten(
                        key.isEmpty() ? entry.getKey() : key + "." + entry.getKey(), entry.getValue(), settings));
    }

    private static final class CropWriter extends ValueSerializer<CropFraction> {
        @Override
        public void serialize(CropFraction crop, JsonGenerator out, SerializationContext context) {
            out.writeString(crop.toString());
        }
    }

    private static final class CropReader extends ValueDeserializer<CropFraction> {
        @Override
        public CropFraction deserialize(JsonParser in, DeserializationContext context) {
            return CropFraction.parse(in.getString());
        }
    }
}
