package org.likeness.api.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.likeness.api.WireJson;
import org.likeness.api.service.RecognitionEvent;

/** Events as they happen: server-sent events. For one thread; another one may close it. */
public final class EventStream implements AutoCloseable {
    private static final String DATA = "data:";

    private final InputStream stream;
    private final BufferedReader lines;

    EventStream(InputStream stream) {
        this.stream = stream;
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /**
     * Waits for the next event.
     *
     * @return empty if the service has ended the stream: it stops, the key was revoked, or events were not read fast enough
     * @throws NoAnswerException if the connection breaks
     */
    public Optional<RecognitionEvent> next() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)) { // the service writes each event in one line
                    return Optional.of(WireJson.readAnswer(
                            line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8), RecognitionEvent.class));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new NoAnswerException("the stream of events broke: begin again after the last one", e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
