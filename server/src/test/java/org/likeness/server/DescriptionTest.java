package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.EnumWord;
import org.likeness.server.access.Role;
import org.likeness.server.http.Client;
import org.likeness.server.http.Route;

/** The description of the interface is that of the running router. */
class DescriptionTest {
    private static final OpenAPI DESCRIPTION =
            new OpenAPIV3Parser().read(String.valueOf(RecognitionServer.class.getResource("openapi.yaml")));

    @TempDir
    private Path folder;

    /** What a route and an operation have in common. */
    private record Facts(String action, TreeSet<String> parameters, String role, boolean repeatable) {}

    @Test
    void everyRouteIsAnOperationWithItsParametersAndItsRole() {
        Map<String, Facts> described = new TreeMap<>();
        DESCRIPTION
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> described.put(method + " " + path, facts(item, operation))));
        Map<String, Facts> routed = new TreeMap<>();
        try (TestService service = TestService.start(folder)) {
            for (Route route : service.routes(Client.PROGRAM)) {
                routed.put(
                        route.method() + " " + route.path(),
                        new Facts(
                                route.action(),
                                new TreeSet<>(route.parameters()),
                                route.role().map(EnumWord::of).orElse(""),
                                route.changesGallery()));
            }
        }
        assertThat(described).isEqualTo(routed);
    }

    private static Facts facts(PathItem item, Operation operation) {
        TreeSet<String> parameters = parameters(item, operation, "query");
        String text = Optional.ofNullable(operation.getDescription()).orElse("");
        int role = text.lastIndexOf("Role: ");
        return new Facts(
                operation.getOperationId(),
                parameters,
                role < 0 ? "" : text.substring(role + 6, text.length() - 1),
                parameters(item, operation, "header").contains("Idempotency-Key"));
    }

    private static TreeSet<String> parameters(PathItem item, Operation operation, String in) {
        return Stream.of(item.getParameters(), operation.getParameters())
                .flatMap(list -> Optional.ofNullable(list).stream().flatMap(List::stream))
                .map(parameter -> parameter.get$ref() == null
                        ? parameter
                        : DESCRIPTION
                                .getComponents()
                                .getParameters()
                                .get(parameter.get$ref().replaceFirst(".*/", "")))
                .filter(parameter -> in.equals(parameter.getIn()))
                .map(Parameter::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A number at the end of its range is taken, and the next one is refused. */
    @Test
    void theRangesOfWholeNumbersAreThoseThatAreTaken() {
        List<String> tried = new ArrayList<>();
        try (TestService service = TestService.start(folder)) {
            service.form(
                            "/v1/galleries/staff/people?review=off",
                            Optional.of("{\"person\": \"Ann\"}"),
                            TestFaces.picture(1, 1))
                    .is(201);
            String token = service.token(Role.ADMINISTER);
            DESCRIPTION.getPaths().forEach((path, item) -> {
                Operation read = item.getGet();
                if (read != null && read.getParameters() != null) {
                    for (Parameter parameter : read.getParameters()) {
                        if (isWholeUpToSome(parameter)) {
                            String asked = path.replace("{gallery}", "staff").replaceAll("\\{\\w+}", "1") + "?"
                                    + parameter.getName() + "=";
                            service.get(asked + parameter.getSchema().getMaximum(), token)
                                    .is(200);
                            service.get(
                                            asked
                                                    + parameter
                                                            .getSchema()
                                                            .getMaximum()
                                                            .add(BigDecimal.ONE),
                                            token)
                                    .problem(400, "invalid");
                            tried.add(read.getOperationId());
                        }
                    }
                }
            });
        }
        assertThat(tried).contains("person-similar", "face-similar", "people", "audit", "gallery-history");
    }

    private static boolean isWholeUpToSome(Parameter parameter) {
        return parameter.get$ref() == null
                && parameter.getIn().equals("query")
                && "integer".equals(parameter.getSchema().getType())
                && parameter.getSchema().getMaximum() != null;
    }

    /** The schemas have the fields of the records, no more and no fewer. */
    @Test
    void everySchemaHasTheFieldsOfItsRecord() {
        Map<String, Class<?>> records = ApiRecords.byName();
        DESCRIPTION.getComponents().getSchemas().forEach((name, schema) -> {
            assertThat(records).containsKey(name);
            assertThat(schema.getProperties().keySet())
                    .as(name)
                    .containsExactlyElementsOf(
                            Stream.of(Objects.requireNonNull(records.get(name)).getRecordComponents())
                                    .map(java.lang.reflect.RecordComponent::getName)
                                    .toList());
        });
    }
}
