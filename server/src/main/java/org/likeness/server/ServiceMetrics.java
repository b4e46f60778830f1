package org.likeness.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.likeness.server.access.Role;
import org.likeness.server.event.EventFeed;
import org.likeness.server.face.ServedFaces;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.Router;

/**
 * Figures for Prometheus: requests by operation and outcome with their times, the queue, the memory of bodies, and Java itself. Nothing in
 * them tells of a gallery or a person.
 */
final class ServiceMetrics implements Router.Observer, AutoCloseable {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    ServiceMetrics(ServedFaces faces) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
        Gauge.builder("likeness.queue.waiting", faces::waiting)
                .description("Requests that wait for their turn to compute")
                .register(registry);
    }

    void watchBodies(LongSupplier heldBytes) {
        Gauge.builder("likeness.bodies.held", heldBytes::getAsLong)
                .description("Memory of the bodies of requests under way")
                .baseUnit("bytes")
                .register(registry);
    }

    void watchEvents(EventFeed feed) {
        events(feed, "delivered", EventFeed::delivered);
        events(feed, "lost", EventFeed::lost);
    }

    private void events(EventFeed feed, String outcome, ToDoubleFunction<EventFeed> count) {
        FunctionCounter.builder("likeness.webhook.events", feed, count)
                .description("Events that webhooks have delivered, and that they could not deliver")
                .tag("outcome", outcome)
                .register(registry);
    }

    List<Route> routes() {
        return List.of(Route.of(Method.GET, "/v1/metrics", Role.VERIFY, "metrics", this::scrape));
    }

    private Reply scrape(Call call) {
        return Reply.of(TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void answered(Router.Exchange exchange) {
        Timer.builder("likeness.requests")
                .description("Requests that were answered")
                .tag("operation", exchange.route().action())
                .tag("outcome", exchange.outcome())
                .publishPercentileHistogram()
                .register(registry)
                .record(exchange.duration());
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
