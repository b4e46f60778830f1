package org.likeness.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.likeness.server.RecognitionServer;

/** The client knows the operations that the service describes, no more and no fewer; {@code ClientJourneyTest} calls each. */
class OperationsTest {
    @Test
    void theClientHasEveryOperationOfTheDescription() {
        OpenAPI description =
                new OpenAPIV3Parser().read(String.valueOf(RecognitionServer.class.getResource("openapi.yaml")));
        Map<String, String> described = new TreeMap<>();
        description
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach(
                                (method, operation) -> described.put(operation.getOperationId(), method + " " + path)));
        assertThat(Stream.of(Operation.values())
                        .collect(Collectors.toMap(
                                Operation::id, operation -> operation.method() + " " + operation.path())))
                .isEqualTo(described);
    }
}
