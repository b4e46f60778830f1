package org.likeness.app.cli.serve;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.likeness.core.EnumWord;
import org.likeness.server.access.AccessKey;
import org.likeness.server.http.Router;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What the service says on standard error while it runs: text for people, or JSON lines for programs, with a line for each request. */
final class ServiceLog {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceLog.class);
    private static final double NANOS_A_MILLISECOND = 1e6;

    @Option(
            names = "--log",
            paramLabel = "text|json",
            description = {
                "How to log to standard error: messages as text, or JSON lines with one for each request (default: text).",
                "No form names a person, a picture or an embedding."
            })
    private Form form = Form.TEXT;

    /** How lines are written. */
    enum Form {
        TEXT,
        JSON
    }

    /** Writes what is logged from now on in the form that was asked for. */
    void begin() {
        if (form == Form.JSON) {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.setWithSequenceNumber(false);
            encoder.setWithNanoseconds(false);
            encoder.setWithContext(false);
            encoder.setWithMessage(false);
            encoder.setWithArguments(false);
            encoder.setWithFormattedMessage(true);
            encoder.start();
            ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
            appender.setContext(context);
            appender.setTarget("System.err");
            appender.setEncoder(encoder);
            appender.start();
            ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.detachAndStopAllAppenders();
            root.addAppender(appender);
        }
    }

    /**
     * Says something of the service itself.
     *
     * @param text takes it where lines are for people
     */
    void note(Consumer<String> text, String line) {
        if (form == Form.JSON) {
            LOG.info("{}", line);
        } else {
            text.accept(line);
        }
    }

    /** A line for a request, where lines are for programs. */
    void request(Router.Exchange exchange) {
        if (form == Form.JSON) {
            LOG.atInfo()
                    .addKeyValue("request", exchange.request())
                    .addKeyValue("action", exchange.route().action())
                    .addKeyValue("outcome", exchange.outcome())
                    .addKeyValue(
                            "gallery",
                            exchange.concerns().stream()
                                    .flatMap(concern -> concern.gallery().stream())
                                    .collect(Collectors.joining(",")))
                    .addKeyValue("key", exchange.caller().map(AccessKey::id).orElse(""))
                    .addKeyValue(
                            "role",
                            exchange.caller()
                                    .map(AccessKey::role)
                                    .map(EnumWord::of)
                                    .orElse(""))
                    .addKeyValue("milliseconds", exchange.duration().toNanos() / NANOS_A_MILLISECOND)
                    .log("answered");
        }
    }
}
