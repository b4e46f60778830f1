package org.likeness.shards.tar;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * A picture in a shard, read on each request.
 *
 * @param pictures of its set
 * @param identity whose it is
 * @param place    in the pictures
 */
record ShardPicture(ShardPictures pictures, String identity, int place) implements Picture {
    @Override
    public String name() {
        return pictures.name(identity, place);
    }

    @Override
    public Optional<String> shard() {
        return Optional.of(pictures.shard(place).file().path().toString());
    }

    @Override
    public FaceImage decode() {
        return ImageDecoder.decode(name(), content());
    }

    @Override
    public byte[] content() {
        ShardIndex shard = pictures.shard(place);
        int picture = pictures.picture(place);
        int size = shard.size(picture);
        if (size > ImageDecoder.MAX_FILE) {
            throw new UnreadablePictureException(
                    name(),
                    String.format(
                            Locale.ROOT, "a picture of %,d bytes: at most %,d are read", size, ImageDecoder.MAX_FILE));
        }
        if (size > shard.file().size() - shard.start(picture)) {
            throw new UnreadablePictureException(
                    name(),
                    String.format(
                            Locale.ROOT,
                            "truncated: %s ends within it",
                            shard.file().name()));
        }
        try {
            byte[] bytes = new byte[size];
            shard.file().read(shard.start(picture), bytes, 0, size);
            return bytes;
        } catch (IOException e) {
            throw new UnreadablePictureException(
                    name(),
                    String.format(
                            Locale.ROOT, "%s cannot be read: %s", shard.file().path(), e.getMessage()),
                    e);
        }
    }
}
