package org.likeness.server.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.likeness.api.service.ServiceProblem;
import org.likeness.server.http.Call;
import org.likeness.server.http.Caller;
import org.likeness.server.http.Reply;

/** Makes pages of templates, or parts of pages for a script that asks for them. */
final class Views {
    private static final String HTML = "text/html;charset=utf-8";
    private static final String FOLDER = "likeness/"; // templates of other libraries have other names
    private static final int UNAUTHORIZED = 401;

    /** Nothing but files of this service; scripts and styles are never within a page. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** {@code same-origin} and not stricter: without a referrer, browsers do not say from where a form is sent. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_POLICY,
            "Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
            "Referrer-Policy", "same-origin",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final StaticFiles files;
    private final boolean showsRuns;

    Views(StaticFiles files, boolean showsRuns) {
        this.files = files;
        this.showsRuns = showsRuns;
    }

    /** What surrounds a page. */
    Screen screen(String title, Place place, Call call) {
        Optional<String> gallery = place.isOfGallery() ? Optional.of(call.path("gallery")) : Optional.empty();
        return new Screen(title, place, gallery, Optional.of(call.caller()), files, showsRuns);
    }

    /** What a template shows of a reply, which says the rest. */
    Reply shown(Reply reply, String template, Screen screen, Map<String, Object> values) {
        Map<String, Object> all = new TreeMap<>(values);
        all.put("screen", screen);
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(FOLDER + template + ".jte", all, output);
        Reply page = reply.shownAs(HTML, output.toByteArray());
        HEADERS.forEach(page::with);
        return page;
    }

    /** A page that shows no document. */
    Reply page(String template, Screen screen, Map<String, Object> values) {
        return shown(Reply.of(HTML, new byte[0]), template, screen, values);
    }

    /** A page with a problem, or a part with it; who is not signed in is sent to where that can be done. */
    Reply problem(Reply problem, Optional<Caller> caller, boolean isPart) {
        if (problem.status() == UNAUTHORIZED) {
            return isPart
                    ? problem.shownAs(HTML, new byte[0]).with("HX-Redirect", SignInPages.PATH)
                    : problem.followedBy(SignInPages.PATH);
        }
        Map<String, Object> values = Map.of("problem", (ServiceProblem) problem.document());
        Screen screen = new Screen("Problem", Place.PROBLEM, Optional.empty(), caller, files, showsRuns);
        return shown(problem, isPart ? "part/problem" : "problem", screen, values);
    }
}
