package org.likeness.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.likeness.server.RecognitionServer;

/** The client knows the operations that the service describes, no more and no fewer; {@code ClientJourneyTest} calls each. */
class OperationsTest {
    private static final OpenAPI DESCRIPTION =
            new OpenAPIV3Parser().read(String.valueOf(RecognitionServer.class.getResource("openapi.yaml")));

    @Test
    void theClientHasEveryOperationOfTheDescription() {
        Map<String, String> described = new TreeMap<>();
        DESCRIPTION
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach(
                                (method, operation) -> described.put(operation.getOperationId(), method + " " + path)));
        assertThat(Stream.of(Operation.values())
                        .collect(Collectors.toMap(
                                Operation::id, operation -> operation.method() + " " + operation.path())))
                .isEqualTo(described);
    }

    @Test
    void changesAreSentWithAKeyWhereTheServiceTakesOne() {
        Set<String> keyed = DESCRIPTION.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> Optional.ofNullable(operation.getParameters()).stream()
                        .flatMap(List::stream)
                        .anyMatch(
                                parameter -> String.valueOf(parameter.get$ref()).endsWith("/IdempotencyKey")
                                        || "Idempotency-Key".equals(parameter.getName())))
                .map(io.swagger.v3.oas.models.Operation::getOperationId)
                .collect(Collectors.toSet());
        assertThat(Stream.of(Operation.values())
                        .filter(operation -> operation.kind().isKeyed())
                        .map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(keyed)
                .isNotEmpty();
    }
}
