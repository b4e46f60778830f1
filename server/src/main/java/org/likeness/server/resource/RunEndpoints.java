package org.likeness.server.resource;

import java.util.List;
import org.likeness.server.access.Role;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;
import org.likeness.server.run.RunFolder;

/** Training runs, for those who administer the whole service: their reports show pictures of people. */
public final class RunEndpoints {
    private static final String HTML = "text/html;charset=utf-8";

    /** A report is one file with styles and pictures in it, and no scripts; nothing of the service can be asked for from within. */
    private static final String REPORT_POLICY =
            "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    private final RunFolder runs;

    public RunEndpoints(RunFolder runs) {
        this.runs = runs;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.GET, "/v1/runs", Role.ADMINISTER, "runs", this::list),
                Route.of(Method.GET, "/v1/runs/{run}", Role.ADMINISTER, "run", this::run),
                Route.of(Method.GET, "/v1/runs/{run}/reports/{file}", Role.ADMINISTER, "run-report", this::report));
    }

    private Reply list(Call call) {
        call.caller().requireWholeService();
        return Reply.of(runs.runs());
    }

    private Reply run(Call call) {
        call.caller().requireWholeService();
        String name = call.path("run");
        return Reply.of(
                runs.run(name).orElseThrow(() -> ServiceException.notFound("there is no training run \"%s\"", name)));
    }

    private Reply report(Call call) {
        call.caller().requireWholeService();
        String name = call.path("run");
        String file = call.path("file");
        byte[] page = runs.report(name, file)
                .orElseThrow(() -> ServiceException.notFound("there is no report \"%s\" of \"%s\"", file, name));
        return Reply.of(HTML, page).with("Content-Security-Policy", REPORT_POLICY);
    }
}
