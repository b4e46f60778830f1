package org.likeness.training.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code metrics.jsonl}: one JSON object per line, each with a {@code kind} and a {@code step}. {@code docs/formats/run.md}. */
final class MetricsFile implements Closeable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RecordFile file;

    private MetricsFile(RecordFile file) {
        this.file = file;
    }

    /**
     * Opens the file after what is known at a step: what a killed run wrote beyond its checkpoint is taken back, since the
     * resumed one will write it again.
     *
     * @param stepsDone at the checkpoint; 0 begins anew
     */
    static MetricsFile after(Path path, long stepsDone) {
        if (Files.exists(path)) {
            try {
                String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8); // a cut may split a letter
                String kept = text.lines()
                        .filter(line -> stepsDone > 0 && stepOf(line) <= stepsDone)
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
                if (!kept.equals(text)) {
                    AtomicFile.write(path, kept);
                }
            } catch (IOException e) {
                throw LikenessException.unavailable(
                        String.format(Locale.ROOT, "%s cannot be read: %s", path, e.getMessage()), e);
            }
        }
        return new MetricsFile(RecordFile.append(path));
    }

    /** A line that was cut short belongs to no step that is done. */
    private static long stepOf(String line) {
        try {
            JsonNode step = JSON.readTree(line).path("step");
            return step.isIntegralNumber() ? step.longValue() : Long.MAX_VALUE;
        } catch (JacksonException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * @param fields in the order they are written
     */
    void write(Map<String, @Nullable Object> fields) {
        file.write((JSON.writeValueAsString(fields) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        file.close();
    }
}
