package org.likeness.shards.recordio;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.shards.file.DamageException;
import org.likeness.shards.file.FileWindow;

/**
 * A picture in a RecordIO file, read on each request.
 *
 * @param records of its set
 * @param label   of its identity
 * @param place   in the records
 */
record RecordPicture(LabeledRecords records, int label, int place) implements Picture {
    /** Label and key, such as {@code 17/1234}. */
    @Override
    public String name() {
        return label + "/" + records.key(place);
    }

    @Override
    public FaceImage decode() {
        return ImageDecoder.decode(name(), content());
    }

    @Override
    public byte[] content() {
        try {
            var reader = new RecordReader(new FileWindow(records.file(), FileWindow.PICTURE));
            RecordReader.Extent record = reader.extent(records.offset(place), RecordReader.MOST_PARTS);
            byte[] data = reader.head(record, (int) record.length());
            ImageHeader header = ImageHeader.of(data, data.length);
            if (header.label() != label) {
                throw new DamageException(String.format(
                        Locale.ROOT,
                        "its label is %d, and the identity records count it to %d",
                        header.label(),
                        label));
            }
            return Arrays.copyOfRange(data, header.start(), data.length);
        } catch (DamageException e) {
            throw new UnreadablePictureException(name(), e.reason(), e);
        } catch (IOException e) {
            throw new UnreadablePictureException(
                    name(),
                    String.format(
                            Locale.ROOT, "%s cannot be read: %s", records.file().path(), e.getMessage()),
                    e);
        }
    }
}
