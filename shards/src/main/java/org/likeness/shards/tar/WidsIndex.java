package org.likeness.shards.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.RegularFile;
import org.likeness.shards.file.SharedFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of a set's shards, as WebDataset's {@code wids} reads and writes it: JSON with {@code __kind__}, {@code wids_version} and {@code
 * shardlist}.
 *
 * @param shards in their order
 */
public record WidsIndex(List<Shard> shards) {
    /** Its usual name beside the shards. */
    public static final String FILE = "index.json";

    private static final String KIND = "wids-shard-index-v1";
    private static final int LARGEST = 1 << 28;

    public WidsIndex {
        shards = List.copyOf(shards);
    }

    /**
     * A shard.
     *
     * @param url      its path, relative to the index's folder
     * @param md5      of its bytes, 32 hexadecimal digits; empty if it is not known
     * @param samples  number of samples in it; −1 if it is not known
     * @param fileSize its bytes; −1 if it is not known
     */
    public record Shard(String url, String md5, long samples, long fileSize) {}

    /** Whether a file says that it is one. */
    public static boolean isOne(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1 << 12), StandardCharsets.UTF_8).contains(KIND);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads an index.
     *
     * @throws LikenessException if it cannot be read, or is none
     */
    public static WidsIndex read(Path file) {
        RegularFile.require(file);
        try {
            if (Files.size(file) > LARGEST) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes: an index of up to %,d is read",
                        file,
                        Files.size(file),
                        LARGEST));
            }
            return of(file, new JsonMapper().readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(String.format(Locale.ROOT, "%s: no such file", file), e);
        } catch (IOException e) {
            throw SharedFile.unreadable(file, e);
        } catch (JacksonException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s is no valid JSON: %s", file, e.getOriginalMessage()), e);
        }
    }

    private static WidsIndex of(Path file, JsonNode index) {
        String kind = index.path("__kind__").asString("");
        if (!kind.equals(KIND) || !index.path("shardlist").isArray()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s is no list of shards: a JSON object with \"__kind__\": \"%s\" and \"shardlist\" is expected",
                    file,
                    KIND));
        }
        List<Shard> shards = new ArrayList<>();
        for (JsonNode entry : index.path("shardlist")) {
            String url = entry.path("url").asString("");
            if (url.isEmpty() || url.matches("(?!file:)[A-Za-z][A-Za-z0-9+.-]+:.*")) {
                throw LikenessException.unsupported(String.format(
                        Locale.ROOT,
                        "%s, shard %,d: \"%s\" is no path of a file; download the shards, and their index beside them",
                        file,
                        shards.size() + 1,
                        url));
            }
            shards.add(new Shard(
                    url.startsWith("file:") ? url.substring("file:".length()) : url,
                    entry.path("md5sum").asString(""),
                    entry.path("nsamples").asLong(-1),
                    entry.path("filesize").asLong(-1)));
        }
        return new WidsIndex(shards);
    }

    /** The shards' files. */
    public List<Path> files(Path index) {
        return shards.stream().map(shard -> index.resolveSibling(shard.url())).toList();
    }

    /** By file name, for comparison with the files of a folder. */
    Map<String, Shard> byName() {
        Map<String, Shard> named = new TreeMap<>();
        shards.forEach(shard -> named.put(String.valueOf(Path.of(shard.url()).getFileName()), shard));
        return named;
    }

    /**
     * Writes it.
     *
     * @throws LikenessException if it cannot be written
     */
    public void write(Path file) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode index = mapper.createObjectNode();
        index.put("__kind__", KIND);
        index.put("wids_version", 1);
        ArrayNode list = index.putArray("shardlist");
        for (Shard shard : shards) {
            list.addObject()
                    .put("url", shard.url())
                    .put("md5sum", shard.md5())
                    .put("nsamples", shard.samples())
                    .put("filesize", shard.fileSize());
        }
        AtomicFile.write(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(index) + "\n");
    }
}
