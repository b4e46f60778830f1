package org.likeness.shards.tar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.dataset.folder.PictureWalk;
import org.likeness.core.file.CanonicalName;

/**
 * The name of a member as WebDataset reads it: folders, and a file name whose part before the first full stop belongs to all files of a
 * sample.
 *
 * @param folders its folders, none of them empty, {@code .} or {@code ..}
 * @param file    the last part
 */
record MemberName(List<String> folders, String file) {
    /**
     * Parses a name; {@code ./} at its beginning counts nothing.
     *
     * @return none if a part is {@code ..} or has a backslash, so that it could lead out of a folder, or there is no file name
     */
    static Optional<MemberName> of(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : CanonicalName.of(name).split("/", -1)) {
            if (part.equals("..") || part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() || name.endsWith("/")
                ? Optional.empty()
                : Optional.of(
                        new MemberName(List.copyOf(parts.subList(0, parts.size() - 1)), parts.get(parts.size() - 1)));
    }

    /** All parts, without those that count nothing. */
    String path() {
        return within(0);
    }

    /** Whether it is about the shard, such as {@code __meta__.json}, and no part of a sample. */
    boolean isAboutShard() {
        String first = folders.isEmpty() ? stem() : folders.get(0);
        return first.length() > 4 && first.startsWith("__") && first.endsWith("__");
    }

    /** Whether a file manager has made it. */
    boolean isHidden() {
        return file.startsWith(".");
    }

    /** What the files of a sample have in common. */
    String key() {
        return String.join("/", folders) + "/" + stem();
    }

    private String stem() {
        int stop = file.indexOf('.');
        return stop < 0 ? file : file.substring(0, stop);
    }

    /** After the last full stop, in lower case, such as {@code jpg}; empty where there is none. */
    String ending() {
        int stop = file.lastIndexOf('.');
        return stop < 0 ? "" : file.substring(stop + 1).toLowerCase(Locale.ROOT);
    }

    boolean isPicture() {
        return PictureWalk.ENDINGS.contains(ending());
    }

    /** The part of the path that names a person, or nothing if there are fewer folders. */
    Optional<String> person(int depth) {
        return folders.size() < depth ? Optional.empty() : Optional.of(String.join("/", folders.subList(0, depth)));
    }

    /** The rest of the path. */
    String within(int depth) {
        int known = Math.min(depth, folders.size());
        return known == folders.size() ? file : String.join("/", folders.subList(known, folders.size())) + "/" + file;
    }
}
