package org.likeness.app.cli.option;

import org.likeness.core.image.FivePointTemplate;

/** The templates of landmarks that are known by a name. */
enum NamedTemplate {
    /** {@link FivePointTemplate#ARCFACE_112}. */
    ARCFACE
}
