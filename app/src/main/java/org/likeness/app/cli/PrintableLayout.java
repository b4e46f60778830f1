package org.likeness.app.cli;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.likeness.core.Printable;

/**
 * A log layout that makes messages and stack traces printable, because they contain untrusted names. Referenced in {@code logback.xml}.
 */
public final class PrintableLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        return Printable.lines(super.doLayout(event).replace(System.lineSeparator(), "\n"));
    }
}
