package org.likeness.server.resource;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.likeness.api.service.HealthAnswer;
import org.likeness.api.service.ServedModelsAnswer;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.api.service.ServiceSystemAnswer;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.server.access.Role;
import org.likeness.server.answer.Calibrations;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/** The service itself: how it is, and its networks. */
public final class ServiceEndpoints {
    private final ServedFaces faces;
    private final BooleanSupplier ready;
    private final byte[] description;
    private final Instant started;

    /**
     * @param ready       whether the networks are warm, and the service is not about to stop
     * @param description of the interface, {@code openapi.yaml}
     * @param started     when the service was started
     */
    public ServiceEndpoints(ServedFaces faces, BooleanSupplier ready, byte[] description, Instant started) {
        this.faces = faces;
        this.ready = ready;
        this.description = description.clone();
        this.started = started.truncatedTo(ChronoUnit.SECONDS);
    }

    public List<Route> routes() {
        return List.of(
                Route.open(Method.GET, "/v1/health", "health", this::health),
                Route.open(Method.GET, "/v1/ready", "ready", this::ready),
                Route.open(Method.GET, "/v1/openapi.yaml", "describe", this::describe),
                Route.of(Method.GET, "/v1/models", Role.VERIFY, "models", this::models),
                Route.of(Method.GET, "/v1/system", Role.ADMINISTER, "system", this::system));
    }

    private Reply health(Call call) {
        return Reply.of(new HealthAnswer(HealthAnswer.State.RUNNING));
    }

    private Reply ready(Call call) {
        if (!ready.getAsBoolean()) {
            throw ServiceException.of(ServiceProblemCode.UNAVAILABLE, "the service starts, or stops: ask again later");
        }
        return Reply.of(new HealthAnswer(HealthAnswer.State.READY));
    }

    private Reply describe(Call call) {
        return Reply.of("application/yaml", description);
    }

    private Reply models(Call call) {
        EncoderSpec spec = faces.encoder().spec();
        return Reply.of(new ServedModelsAnswer(
                new ServedModelsAnswer.ServedEncoder(
                        faces.encoder().space().sha256(),
                        spec.inputWidth(),
                        spec.inputHeight(),
                        spec.calibration().map(Calibrations::of).orElse(null)),
                Calibrations.of(faces.extraction())));
    }

    private Reply system(Call call) {
        Runtime java = Runtime.getRuntime();
        String release = ServiceEndpoints.class.getPackage().getImplementationVersion();
        return Reply.of(new ServiceSystemAnswer(
                release == null ? "unreleased" : release,
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                java.availableProcessors(),
                java.maxMemory(),
                started.toString(),
                faces.waiting()));
    }
}
