package org.likeness.server.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.likeness.server.face.ServedGalleries;
import org.likeness.server.http.Caller;
import org.likeness.server.http.KeyCheck;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.session.Sessions;

/** All routes of the page. */
public final class PageRoutes {
    private final List<Route> routes = new ArrayList<>();
    private final Views views;

    /**
     * @param operations what programs can ask for
     * @param galleries  tells what can be created and removed
     * @param showsRuns  whether training runs are shown
     */
    public PageRoutes(
            List<Route> operations, KeyCheck keys, Sessions sessions, ServedGalleries galleries, boolean showsRuns) {
        StaticFiles files = new StaticFiles();
        this.views = new Views(files, showsRuns);
        Operations known = new Operations(operations);
        routes.add(files.route());
        routes.addAll(new SignInPages(views, keys, sessions).routes());
        routes.addAll(new GalleryPages(views, known, galleries).routes());
        routes.addAll(new RecognitionPages(views, known).routes());
        routes.addAll(new PeoplePages(views, known, files).routes());
        routes.addAll(new AdministrationPages(views, known).routes());
        routes.addAll(new RunPages(views, known).routes());
        routes.addAll(new DescriptionPage(views).routes());
    }

    /** In the order of the navigation. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** A page that shows a problem. */
    public Reply problem(Reply problem, Optional<Caller> caller, boolean isPart) {
        return views.problem(problem, caller, isPart);
    }
}
