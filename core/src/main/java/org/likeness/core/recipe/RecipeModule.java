package org.likeness.core.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.likeness.core.UserException;
import org.likeness.core.image.CropFraction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** How recipes spell choices ({@code semi-hard}) and crops ({@code 0.5,0.5,1,1}). */
final class RecipeModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    RecipeModule() {
        choice("sampling.weighting", SamplingSettings.Weighting.class);
        choice("mining.strategy", MiningSettings.Strategy.class);
        choice("mining.negative", MiningSettings.Negative.class);
        choice("loss.form", LossSettings.Form.class);
        choice("loss.reduction", LossSettings.Reduction.class);
        choice("optimizer.algorithm", OptimizerSettings.Algorithm.class);
        choice("schedule.form", ScheduleSettings.Form.class);
        addSerializer(CropFraction.class, new TextSerializer<>());
        addDeserializer(CropFraction.class, new ValueDeserializer<>() {
            @Override
            public CropFraction deserialize(JsonParser parser, DeserializationContext context) {
                try {
                    return CropFraction.parse(parser.getString());
                } catch (IllegalArgumentException e) {
                    throw new UserException("recipe: data.crop: " + e.getMessage(), e);
                }
            }
        });
    }

    private <E extends Enum<E>> void choice(String key, Class<E> type) {
        addSerializer(type, new TextSerializer<>());
        addDeserializer(type, new ValueDeserializer<>() {
            @Override
            public E deserialize(JsonParser parser, DeserializationContext context) {
                String found = parser.getString();
                return Arrays.stream(type.getEnumConstants())
                        .filter(value -> spelt(value).equals(found))
                        .findFirst()
                        .orElseThrow(() -> new UserException("recipe: %s is \"%s\": it can be %s"
                                .formatted(
                                        key,
                                        found,
                                        Arrays.stream(type.getEnumConstants())
                                                .map(RecipeModule::spelt)
                                                .collect(Collectors.joining(", ")))));
            }
        });
    }

    private static String spelt(Object value) {
        return value instanceof Enum<?> choice
                ? choice.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
    }

    private static final class TextSerializer<T> extends ValueSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(spelt(value));
        }
    }
}
