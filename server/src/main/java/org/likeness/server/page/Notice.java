package org.likeness.server.page;

import java.util.Arrays;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.server.http.Call;

/** What has just been done, said by the page that follows. */
public enum Notice {
    SAVED("Saved.", true),
    MERGED("Merged into this person.", true),
    SPLIT("The faces are this person's now.", true),
    MOVED("The faces are this person's now.", true),
    UNDONE("The last change was undone.", false),
    NOTHING("There is nothing to undo.", false);

    /** Of the query. */
    static final String PARAMETER = "done";

    private final String text;
    private final boolean isUndoable;

    Notice(String text, boolean isUndoable) {
        this.text = text;
        this.isUndoable = isUndoable;
    }

    public String text() {
        return text;
    }

    public boolean isUndoable() {
        return isUndoable;
    }

    /** What the path of the following page ends with. */
    String query() {
        return "?" + PARAMETER + "=" + EnumWord.of(this);
    }

    /** The notice of a query. */
    static Optional<Notice> of(Call call) {
        return call.query(PARAMETER)
                .flatMap(word -> Arrays.stream(values())
                        .filter(notice -> EnumWord.of(notice).equals(word))
                        .findFirst());
    }
}
