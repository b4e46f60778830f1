package org.likeness.shards.tar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.PictureWalk;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.shards.file.OpenFiles;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.DamageLog;

/** Writes one shard: for each picture {@code person/name.jpg}, and {@code person/name.cls} with the number of the person in the set. */
public final class ShardFile {
    private final FaceDataset data;
    private final TarArchiveOutputStream out;
    private final BiConsumer<String, String> unreadable;

    private ShardFile(FaceDataset data, OutputStream out, BiConsumer<String, String> unreadable) {
        this.data = data;
        this.out = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        this.out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        this.out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        this.out.setAddPaxHeadersForNonAsciiNames(true);
        this.unreadable = unreadable;
    }

    /**
     * Writes a shard; it has its name when it is whole.
     *
     * @param identities which of the set's
     * @param unreadable takes the name of each picture whose bytes cannot be read, and why
     * @throws org.likeness.core.LikenessException if it cannot be written
     */
    public static void write(Path file, FaceDataset data, int[] identities, BiConsumer<String, String> unreadable) {
        AtomicFile.write(file, out -> {
            var shard = new ShardFile(data, out, unreadable);
            for (int identity : identities) {
                shard.add(identity);
            }
            shard.out.finish();
            shard.out.flush();
        });
    }

    private void add(int number) throws IOException {
        Identity identity = data.identities().get(number);
        byte[] label = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
        Set<String> keys = new HashSet<>();
        for (Picture picture : identity.pictures()) {
            try {
                Encoded encoded = Encoded.of(picture);
                String key = key(identity, picture, keys);
                add(key + "." + encoded.ending(), encoded.bytes());
                add(key + ".cls", label);
            } catch (UnreadablePictureException e) {
                unreadable.accept(picture.name(), e.reason());
            }
        }
    }

    /** The same bytes for the same content, whenever and by whomever they are written. */
    private void add(String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }

    /**
     * The name of a sample: that of the picture without its ending. Further full stops become underscores, since WebDataset's samples end at the
     * first one; of names that become equal, the later ones get a number.
     *
     * @param taken by the identity's earlier pictures
     */
    private static String key(Identity identity, Picture picture, Set<String> taken) {
        String folder = identity.name() + "/";
        String within = picture.name().startsWith(folder) ? picture.name().substring(folder.length()) : picture.name();
        int file = within.lastIndexOf('/') + 1;
        String stem = withoutEnding(within.substring(file)).replace('.', '_');
        String key = within.substring(0, file) + (stem.isEmpty() ? "_" : stem);
        String free = key;
        for (int number = 2; !taken.add(free); number++) {
            free = String.format(Locale.ROOT, "%s_%d", key, number);
        }
        return folder + free;
    }

    private static String withoutEnding(String file) {
        int stop = file.lastIndexOf('.');
        return stop >= 0 && isEnding(file.substring(stop + 1)) ? file.substring(0, stop) : file;
    }

    private static boolean isEnding(String text) {
        return PictureWalk.ENDINGS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** A picture's file. */
    private static final class Encoded {
        private final String ending;
        private final byte[] bytes;

        Encoded(String ending, byte[] bytes) {
            this.ending = ending;
            this.bytes = bytes;
        }

        String ending() {
            return ending;
        }

        byte[] bytes() {
            return bytes;
        }

        /**
         * The picture's own file, whether or not it can be decoded, so that nothing is lost; of pictures that have none, such as computed ones,
         * a PNG.
         */
        static Encoded of(Picture picture) {
            byte[] content = picture.content();
            Optional<String> format = ImageDecoder.ending(content);
            String name = picture.name();
            String own = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (format.isPresent()) {
                return new Encoded(isEnding(own) ? own : format.get(), content);
            }
            try {
                return new Encoded("png", ImageEncoder.encode(picture.decode(), ImageEncoder.Format.PNG));
            } catch (UnreadablePictureException e) {
                return new Encoded(isEnding(own) ? own : "jpg", content);
            }
        }
    }

    /**
     * What the index of the shards states of a shard: its hash, samples and size.
     *
     * @throws org.likeness.core.LikenessException if it cannot be read
     */
    public static WidsIndex.Shard describe(Path file) {
        SharedFile shard = SharedFile.of(new OpenFiles(1), file);
        return new WidsIndex.Shard(
                shard.name(),
                md5(shard),
                ShardReader.read(shard, 1, new DamageLog()).samples(),
                shard.size());
    }

    /** As wids requires it; nobody relies on it for safety. */
    private static String md5(SharedFile file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        } catch (IOException e) {
            throw SharedFile.unreadable(file.path(), e);
        }
    }
}
