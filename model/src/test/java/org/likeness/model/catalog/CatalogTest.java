package org.likeness.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;

final class CatalogTest {
    private static final String HASH = "0".repeat(64);
    private static final List<Source> SOMEWHERE = List.of(new Source.NpmPackage("faces", "1.0.0", "model/a.onnx"));

    @Test
    void everyEntryStatesItsLicenseAndWhatIsKnownOfItsTraining() {
        assertThat(Catalog.standard().entries()).hasSizeGreaterThan(4).allSatisfy(entry -> {
            assertThat(entry.license()).as(entry.name()).isNotBlank();
            assertThat(entry.trainingData()).as(entry.name()).isNotBlank();
        });
    }

    @Test
    void namesAreUniqueAndFoundAgain() {
        List<CatalogEntry> entries = Catalog.standard().entries();
        assertThat(entries.stream().map(CatalogEntry::name)).doesNotHaveDuplicates();
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(Catalog.standard().entry(entry.name())).isEqualTo(entry));
    }

    @Test
    void sourcesAreReadByTheirKind() {
        assertThat(Catalog.standard().entry("faceplugin").files().get(2).sources())
                .containsExactly(
                        new Source.NpmPackage("faceplugin-face-recognition-js", "0.0.1", "model/fr_feature.onnx"));
        assertThat(Catalog.standard().entry("yunet").files().get(0).sources())
                .hasExactlyElementsOfTypes(Source.Https.class);
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Catalog.standard().entry("arcfase"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("arcfase")
                .hasMessageContaining("sface");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.onnx", "a/b.onnx", "", ".", "..", "a b"})
    void aFileNameNeverLeavesItsFolder(String name) {
        assertThatThrownBy(() ->
                        new PublishedFile(name, ModelTask.ENCODER, Optional.empty(), HASH, Optional.empty(), SOMEWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void aHashOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new PublishedFile(
                        "a.onnx", ModelTask.ENCODER, Optional.empty(), "abc", Optional.empty(), SOMEWHERE))
                .hasMessageContaining("64 hexadecimal digits");
    }
}
