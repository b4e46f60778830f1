package org.likeness.app.cli.option;

import picocli.CommandLine.Option;

/** Whether an encoder's embeddings are averaged with those of the mirror images. */
public final class MirrorOption {
    static final String NAME = "--mirror";

    @Option(
            names = NAME,
            description = "Average the embeddings of each face and its mirror image: more accurate, twice the time.")
    private boolean mirror;

    public boolean isGiven() {
        return mirror;
    }
}
