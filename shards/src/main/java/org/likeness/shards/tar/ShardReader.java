package org.likeness.shards.tar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.shards.file.DamageException;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.DamageLog;

/**
 * Reads the samples of a shard: neighbors in the archive whose names agree up to the first full stop of the last part. Each picture of a sample
 * is a picture of the set, with the label of the sample.
 */
final class ShardReader {
    private final SharedFile file;
    private final int depth;
    private final DamageLog damages;
    private final SampleLabel labels = new SampleLabel();
    private final ShardIndex.Builder index = new ShardIndex.Builder();
    private final SortedMap<String, Integer> endings = new TreeMap<>();
    private int hidden;
    private int samples;

    private String key = "";
    private String label = "";
    private final List<TarMember> pictures = new ArrayList<>();
    private final List<MemberName> names = new ArrayList<>();

    private ShardReader(SharedFile file, int depth, DamageLog damages) {
        this.file = file;
        this.depth = depth;
        this.damages = damages;
    }

    /**
     * The content of a shard.
     *
     * @param samples    number of samples with a picture
     * @param passedOver members that are not read
     */
    record Content(ShardIndex index, int samples, SkippedFiles passedOver) {}

    /**
     * Reads the headers of a shard and its labels.
     *
     * @param depth   folders that name a person
     * @param damages told what is not read
     * @throws LikenessException if it cannot be read, or is no plain tar file
     */
    static Content read(SharedFile file, int depth, DamageLog damages) {
        var reader = new ShardReader(file, depth, damages);
        try {
            reader.requirePlain();
            TarScan.list(file, damages, reader::take);
            reader.endSample();
        } catch (IOException e) {
            throw SharedFile.unreadable(file.path(), e);
        }
        return new Content(
                reader.index.build(file),
                reader.samples,
                new SkippedFiles(reader.endings, reader.hidden, new TreeMap<>()));
    }

    private void requirePlain() throws IOException {
        byte[] first = new byte[(int) Math.min(4, file.size())];
        file.read(0, first, 0, first.length);
        boolean isGzip = first.length > 1 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b;
        boolean isZstd = first.length == 4 && first[0] == 0x28 && (first[1] & 0xff) == 0xb5 && first[2] == 0x2f;
        if (isGzip || isZstd) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s is compressed with %s: pictures are read at any place of a shard, which only plain tar files permit. Decompress it; pictures are compressed already",
                    file.path(),
                    isGzip ? "gzip" : "zstd"));
        }
        if (file.size() > ShardIndex.Builder.LARGEST) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s has %,d bytes: shards of up to %,d are read",
                    file.path(),
                    file.size(),
                    ShardIndex.Builder.LARGEST));
        }
    }

    private void take(TarMember member) {
        Optional<MemberName> parsed = MemberName.of(member.name());
        if (member.type() == TarMember.FOLDER
                || parsed.filter(MemberName::isAboutShard).isPresent()) {
            return;
        }
        if (parsed.isEmpty()) {
            damage(member.name(), "a name that leads out of a folder, or none");
            return;
        }
        MemberName name = parsed.get();
        if (!name.key().equals(key)) {
            endSample();
            key = name.key();
        }
        if (name.isHidden()) {
            hidden++;
        } else if (member.type() != TarMember.FILE) {
            damage(member.name(), "a link, a device or a sparse file: only regular files are read");
        } else if (name.isPicture()) {
            pictures.add(member);
            names.add(name);
        } else if (!SampleLabel.isOne(name) || !tookLabel(name, member)) {
            endings.merge(name.ending().isEmpty() ? "" : "." + name.ending(), 1, Integer::sum);
        }
    }

    /** The first label of a sample counts; a JSON member may hold other things. */
    private boolean tookLabel(MemberName name, TarMember member) {
        try {
            if (member.size() > SampleLabel.LONGEST) {
                throw new DamageException(String.format(
                        Locale.ROOT,
                        "%,d bytes for a label: at most %,d are read",
                        member.size(),
                        SampleLabel.LONGEST));
            }
            byte[] data = new byte[(int) member.size()];
            file.read(member.start(), data, 0, data.length);
            Optional<String> found = labels.read(name, data);
            label = label.isEmpty() ? found.orElse("") : label;
            return found.isPresent();
        } catch (IOException e) {
            damage(member.name(), String.valueOf(e.getMessage()));
            return true;
        }
    }

    private void endSample() {
        for (int i = 0; i < pictures.size(); i++) {
            Optional<String> folder = names.get(i).person(depth);
            if (folder.isEmpty() && label.isEmpty()) {
                damage(
                        pictures.get(i).name(),
                        "nobody is named: neither by a folder nor by a .cls or .json file of the sample");
            } else {
                index.add(
                        new ShardIndex.Person(folder.orElse(""), label),
                        names.get(i).within(folder.isEmpty() ? 0 : depth),
                        pictures.get(i));
            }
        }
        samples += pictures.isEmpty() ? 0 : 1;
        pictures.clear();
        names.clear();
        label = "";
    }

    private void damage(String member, String reason) {
        damages.add(String.format(Locale.ROOT, "%s, %s: %s", file.name(), member, reason));
    }
}
