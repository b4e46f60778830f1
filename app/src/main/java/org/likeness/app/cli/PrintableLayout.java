package org.likeness.app.cli;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.likeness.core.Printable;

/** A pattern whose messages and traces are made printable: names of strangers stand in both. Named in {@code logback.xml}. */
public final class PrintableLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        return Printable.lines(super.doLayout(event).replace(System.lineSeparator(), "\n"));
    }
}
