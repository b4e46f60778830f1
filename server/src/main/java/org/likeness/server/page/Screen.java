package org.likeness.server.page;

import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.Role;
import org.likeness.server.http.Caller;
import org.likeness.server.http.Gate;
import org.likeness.server.session.Session;

/** What surrounds the content of a page: title, navigation, and what its forms need. */
public final class Screen {
    /** No code within pages, and no styles; a problem is shown where the page shows problems, not in place of what was there. */
    private static final String HTMX =
            "{\"allowEval\": false, \"includeIndicatorStyles\": false, \"selfRequestsOnly\": true,"
                    + " \"historyCacheSize\": 0, \"responseHandling\": [{\"code\": \"[23]..\", \"swap\": true},"
                    + " {\"code\": \"[45]..\", \"swap\": true, \"error\": true, \"target\": \"#problem\"}]}";

    private final String title;
    private final Place place;
    private final Optional<String> gallery;
    private final Optional<Caller> caller;
    private final StaticFiles files;
    private final boolean showsRuns;

    Screen(
            String title,
            Place place,
            Optional<String> gallery,
            Optional<Caller> caller,
            StaticFiles files,
            boolean showsRuns) {
        this.title = title;
        this.place = place;
        this.gallery = gallery;
        this.caller = caller;
        this.files = files;
        this.showsRuns = showsRuns;
    }

    public String title() {
        return title;
    }

    /** What a link says of itself to screen readers: whether it leads to the page that is shown. */
    public String current(Place other) {
        return place == other ? "page" : "false";
    }

    /** Whether the page is about a gallery. */
    public boolean isOfGallery() {
        return gallery.isPresent();
    }

    /** The gallery's name. */
    public String gallery() {
        return gallery.orElse("");
    }

    /** A path within the gallery, such as {@code people}. */
    public String in(String path) {
        return "/galleries/" + gallery() + (path.isEmpty() ? "" : "/" + path);
    }

    /** The path of a static file. */
    public String file(String name) {
        return files.path(name);
    }

    /** The settings of htmx. */
    public String htmx() {
        return HTMX;
    }

    /** The name of the field that all forms have. */
    public String formField() {
        return Gate.FORM_TOKEN;
    }

    /** Its value. */
    public String formToken() {
        return caller.flatMap(Caller::session).map(Session::formToken).orElse("");
    }

    /** Whether somebody is let in. */
    public boolean isOpen() {
        return caller.flatMap(Caller::session).isPresent();
    }

    private Optional<AccessKey> key() {
        return caller.flatMap(Caller::key);
    }

    /** Whether somebody is let in without a key, because there is none yet. */
    public boolean isWithoutKey() {
        return isOpen() && key().isEmpty();
    }

    /** The name of the key that somebody signed in with, and its role. */
    public String account() {
        return key().map(key -> key.name() + " (" + EnumWord.of(key.role()) + ")")
                .orElse("");
    }

    /** Whether somebody is let in to some galleries alone. */
    public boolean isForSomeGalleries() {
        return key().map(key -> !key.galleries().isEmpty()).orElse(false);
    }

    public boolean mayIdentify() {
        return has(Role.IDENTIFY);
    }

    public boolean mayEnroll() {
        return has(Role.ENROLL);
    }

    /** Whether keys and the audit log are for the caller. */
    public boolean mayAdministerService() {
        return key().map(AccessKey::administersService).orElse(false);
    }

    /** Whether training runs are shown, and to the caller. */
    public boolean showsRuns() {
        return showsRuns && (isWithoutKey() || mayAdministerService());
    }

    private boolean has(Role role) {
        return isOpen() && caller.map(known -> known.has(role)).orElse(false);
    }
}
