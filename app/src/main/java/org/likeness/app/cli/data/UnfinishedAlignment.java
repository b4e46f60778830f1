package org.likeness.app.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import org.likeness.app.cli.option.NewFolder;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the faces of a folder are made, in a file of the folder until all are: an alignment that was stopped goes on with the same settings
 * alone.
 */
final class UnfinishedAlignment {
    private static final String NAME = "unfinished-alignment.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final SortedMap<String, String> settings;

    private UnfinishedAlignment(Path file, SortedMap<String, String> settings) {
        this.file = file;
        this.settings = settings;
    }

    /**
     * An alignment into a folder, in which nothing is written yet.
     *
     * @param resumes  whether it goes on
     * @param settings of it, by name
     * @throws LikenessException if there are files and it does not go on, or if there is nothing to go on with, or other settings
     */
    static UnfinishedAlignment in(Path folder, boolean resumes, SortedMap<String, String> settings) {
        Path file = folder.resolve(NAME);
        if (resumes) {
            requireSame(file, settings);
        } else {
            NewFolder.require("--out", folder);
        }
        return new UnfinishedAlignment(file, settings);
    }

    /** From now on there may be faces, but not all. */
    void begin() {
        AtomicFile.write(file, JSON.writeValueAsString(settings) + "\n");
    }

    private static void requireSame(Path file, SortedMap<String, String> settings) {
        if (Files.notExists(file)) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "--resume: %s contains no alignment that was stopped (there is no %s): omit --resume, and give a new or empty folder",
                    file.getParent(),
                    NAME));
        }
        SortedMap<String, String> earlier = read(file);
        settings.forEach((name, value) -> {
            if (!value.equals(earlier.get(name))) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT,
                        "--resume: %s was begun with %s %s, not %s: give the same options, or another folder",
                        file.getParent(),
                        name,
                        earlier.getOrDefault(name, "unknown"),
                        value));
            }
        });
    }

    private static SortedMap<String, String> read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        } catch (JacksonException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is no description of an alignment: begin in another folder", file),
                    e);
        }
    }

    /** All faces are there. */
    void finish() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be removed: %s", file, e.getMessage()), e);
        }
    }
}
