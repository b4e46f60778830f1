package org.likeness.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.likeness.api.service.SplitRequest;
import tools.jackson.core.JacksonException;

class WireJsonTest {
    /** Not in alphabetical order, and with a method that is no component. */
    private record Sample(
            String word, double number, @Nullable Double missing, long count, List<ProblemCode> codes)
            implements Answer {
        @SuppressWarnings("unused") // the mapper must not take it for a field
        public boolean isSurprising() {
            return true;
        }

        @SuppressWarnings("unused") // nor this
        public int getLuck() {
            return 7;
        }
    }

    private static Sample sample(double number, @Nullable Double missing) {
        return new Sample("a", number, missing, 3, List.of(ProblemCode.NOT_FOUND));
    }

    @Test
    void writesTheComponentsInTheirOrderAndNothingElse() {
        assertThat(WireJson.write(sample(0.1, null)).replaceAll("\\s+", ""))
                .isEqualTo("{\"word\":\"a\",\"number\":0.1,\"missing\":null,\"count\":3,\"codes\":[\"not-found\"]}");
    }

    @Test
    void writesNumbersWithTheFewestDigits() {
        assertThat(WireJson.write(sample(2.0E-3, 2.2250738585072014E-308)))
                .contains("\"number\" : 0.002,")
                .contains("\"missing\" : 2.2250738585072014E-308,");
        assertThat(WireJson.write(sample(0.1f, 1.0E23)))
                .contains("0.10000000149011612")
                .contains("1.0E23");
    }

    @Test
    void writesWhatIsNoNumberAsNull() {
        for (double undefined : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(WireJson.write(sample(undefined, undefined)))
                    .contains("\"number\" : null,")
                    .contains("\"missing\" : null,");
        }
    }

    @Test
    void readsWhatItWrites() {
        Sample written = sample(1.0 / 3, 4.9E-324);
        assertThat(WireJson.read(WireJson.write(written), Sample.class)).isEqualTo(written);
    }

    @Test
    void refusesWhatIsNotTheRecord() {
        String whole = WireJson.write(new Problem(ProblemCode.CONFLICT, "no"));
        assertThat(WireJson.read(whole, Problem.class).code()).isEqualTo(ProblemCode.CONFLICT);
        for (String wrong : List.of(
                "{\"code\": \"conflict\"}",
                "{\"code\": \"conflict\", \"detail\": \"no\", \"more\": 1}",
                "{\"code\": \"CONFLICT\", \"detail\": \"no\"}",
                "{\"code\": \"trouble\", \"detail\": \"no\"}",
                whole + whole)) {
            assertThatThrownBy(() -> WireJson.read(wrong, Problem.class))
                    .as(wrong)
                    .isInstanceOf(JacksonException.class);
        }
        assertThatThrownBy(() -> WireJson.read(WireJson.write(sample(Double.NaN, null)), Sample.class))
                .as("a number that is null is not 0")
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void anAnswerOfANewerServiceMayHaveMoreFieldsAndNoneIsMissing() {
        byte[] more = "{\"code\": \"conflict\", \"detail\": \"no\", \"more\": 1}".getBytes(StandardCharsets.UTF_8);
        assertThat(WireJson.readAnswer(more, Problem.class)).isEqualTo(new Problem(ProblemCode.CONFLICT, "no"));
        assertThat(WireJson.tree(more).path("more").asInt()).isEqualTo(1);
        assertThatThrownBy(() -> WireJson.readAnswer(
                        "{\"code\": \"conflict\", \"more\": 1}".getBytes(StandardCharsets.UTF_8), Problem.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void readsTheRequestsThatItWrites() {
        SplitRequest request = new SplitRequest(List.of(3L, 4L), "Bo", null);
        assertThat(WireJson.readRequest(WireJson.writeRequest(request), SplitRequest.class))
                .isEqualTo(request);
    }

    @Test
    void aRateWithoutTrialsHasNoValue() {
        assertThat(CountedRate.of(0, 0).value()).isNull();
        assertThat(CountedRate.of(1, 4)).isEqualTo(new CountedRate(1, 4, 0.25));
    }
}
