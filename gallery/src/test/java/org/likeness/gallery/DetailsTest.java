package org.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;

class DetailsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "\u0000"})
    void aNameThatNobodyCanHaveIsRefused(String name) {
        assertThatThrownBy(() -> PersonDetails.named(name)).isInstanceOf(LikenessException.class);
        assertThatThrownBy(() -> PersonDetails.named("Ann").withExternalId(Optional.of(name)))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("external id");
    }

    @Test
    void namesAreOneHoweverTheyAreWritten() {
        assertThat(PersonDetails.named("Rene\u0301e ")).isEqualTo(PersonDetails.named("Ren\u00e9e"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "[1]", "{\"a\":1", "{\"a\":1,\"a\":2}", "{} {}", "null"})
    void metadataThatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> new Metadata(json))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("a JSON object is expected");
    }

    @Test
    void metadataIsKeptWithoutWhiteSpaceAndLimited() {
        assertThat(new Metadata(" { \"b\" : [1, 0.1234567890123456789], \"a\" : \"é\" } ").json())
                .isEqualTo("{\"b\":[1,0.1234567890123456789],\"a\":\"é\"}");
        assertThat(Metadata.NONE.json()).isEqualTo("{}");
        assertThatThrownBy(() -> new Metadata("{\"a\":\"" + "x".repeat(Metadata.LONGEST) + "\"}"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("16,384");
    }

    @Test
    void anIdIsWrittenWithASign() {
        assertThat(new PersonId(17)).hasToString("#17");
        assertThat(PersonId.parse("#17")).contains(new PersonId(17));
        for (String other : new String[] {"17", "#", "#0", "#-1", "#1a", "##1", "#99999999999999999999", "Ann"}) {
            assertThat(PersonId.parse(other)).as(other).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonId(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FaceId(-1));
    }
}
