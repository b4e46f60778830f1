package org.likeness.server.page;

import java.util.List;
import java.util.Map;
import org.likeness.api.service.RunAnswer;
import org.likeness.api.service.RunsAnswer;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** Training runs: their curves while they train, and their reports. */
final class RunPages {
    private static final String RUNS = "/runs";

    private final Views views;
    private final Operations operations;

    RunPages(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                operations.route("runs").shownBy(Method.GET, RUNS, this::list),
                operations.route("run").shownBy(Method.GET, RUNS + "/{run}", this::run),
                operations
                        .route("run-report")
                        .shownBy(
                                Method.GET,
                                RUNS + "/{run}/reports/{file}",
                                call -> operations.reply("run-report", call)));
    }

    private Reply list(Call call) {
        Reply reply = operations.reply("runs", call);
        return views.shown(
                reply,
                "runs",
                views.screen("Training runs", Place.RUNS, call),
                Map.of("runs", ((RunsAnswer) reply.document()).runs()));
    }

    private Reply run(Call call) {
        Reply reply = operations.reply("run", call);
        RunAnswer answer = (RunAnswer) reply.document();
        return views.shown(
                reply,
                call.isForPart() ? "part/run" : "run",
                views.screen("Run " + answer.trainingRun().run(), Place.RUNS, call),
                Map.of("answer", answer, "charts", CurveChart.of(answer.curves())));
    }
}
