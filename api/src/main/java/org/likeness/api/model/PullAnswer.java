package org.likeness.api.model;

import java.util.List;
import org.likeness.api.Answer;

/**
 * A downloaded model: {@code likeness models pull}.
 *
 * @param name    its name in the catalog
 * @param license as stated by its publisher
 * @param paths   where its files are
 */
public record PullAnswer(String name, String license, List<String> paths) implements Answer {
    public PullAnswer {
        paths = List.copyOf(paths);
    }
}
