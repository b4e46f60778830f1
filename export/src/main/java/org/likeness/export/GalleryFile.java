package org.likeness.export;

import java.nio.file.Path;
import java.util.Locale;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.exchange.GalleryExchange.Header;
import org.likeness.gallery.exchange.GalleryLines;

/**
 * A gallery as a file for other programs and other galleries, with everything but its history: Parquet where its name ends in .parquet, else
 * JSON Lines ({@code docs/formats/gallery-exchange.md}).
 *
 * @param path may not exist yet
 */
public record GalleryFile(Path path) {
    private boolean isParquet() {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    /**
     * Writes a gallery, as a whole or not at all.
     *
     * @throws org.likeness.core.LikenessException if the file cannot be written
     */
    public void write(Gallery gallery) {
        if (isParquet()) {
            GalleryParquet.write(gallery, path);
        } else {
            GalleryLines.write(gallery, path);
        }
    }

    /**
     * Reads what a gallery for the file has to have.
     *
     * @throws org.likeness.core.LikenessException if it is no such file, or of another version
     */
    public Header header() {
        return isParquet() ? GalleryParquet.header(path) : GalleryLines.header(path);
    }

    /**
     * Adds all people to a gallery, in one change. Their ids are kept if the gallery is new.
     *
     * @return how many people were added
     * @throws org.likeness.core.LikenessException if the file is damaged, of another encoder or another way of obtaining faces, or if
     *     somebody in the gallery has one of its external ids; nothing is added then
     */
    public int read(Gallery gallery) {
        return isParquet() ? GalleryParquet.read(gallery, path) : GalleryLines.read(gallery, path);
    }
}
