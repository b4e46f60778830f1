package org.likeness.core.image.codec;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.likeness.core.image.FaceImage;

/**
 * The ImageIO codecs, chosen by name and not by their order of registration.
 *
 * <p>The JDK's codec decodes gray and declared YCbCr JPEGs: one of LFW's 250×250 pictures takes 0.7 ms, with TwelveMonkeys 1.8 ms.
 * TwelveMonkeys decodes all other JPEGs, WebP and TIFF.
 */
final class Codecs {
    /** Warnings of the JPEG codec after which the rest of the picture is gray or noise; others are harmless. */
    private static final List<String> DAMAGE =
            List.of("Truncated", "premature end", "bad Huffman code", "instead of RST");

    private static final ImageReaderSpi JDK_JPEG = ofJdk("jpeg");
    private static final ImageReaderSpi JDK_PNG = ofJdk("png");
    private static final ImageReaderSpi JDK_BMP = ofJdk("bmp");
    private static final ImageReaderSpi JDK_GIF = ofJdk("gif");
    private static final ImageReaderSpi OTHER_JPEG = registered(new JPEGImageReaderSpi());
    private static final ImageReaderSpi WEBP = registered(new WebPImageReaderSpi());
    private static final ImageReaderSpi TIFF = registered(new TIFFImageReaderSpi());

    private Codecs() {}

    /**
     * Decodes a file whose structure has been checked.
     *
     * @throws IOException if the codec refuses it, warns that it is damaged, or disagrees about its size
     */
    static FaceImage decode(PictureFormat format, PictureStructure structure, byte[] bytes) throws IOException {
        ImageReader reader = provider(format, structure).createReaderInstance();
        List<String> damage = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (DAMAGE.stream().anyMatch(warning::contains)) {
                damage.add(warning);
            }
        });
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            if (reader.getWidth(0) != structure.width() || reader.getHeight(0) != structure.height()) {
                throw new MalformedPictureException(String.format(
                        Locale.ROOT,
                        "damaged %s: it declares two sizes, %d×%d and %d×%d",
                        format.label(),
                        structure.width(),
                        structure.height(),
                        reader.getWidth(0),
                        reader.getHeight(0)));
            }
            ImageReadParam wanted = reader.getDefaultReadParam();
            wanted.setSourceSubsampling(structure.reduction(), structure.reduction(), 0, 0);
            BufferedImage picture = reader.read(0, wanted);
            if (!damage.isEmpty()) {
                throw new MalformedPictureException(
                        String.format(Locale.ROOT, "damaged %s: %s", format.label(), damage.get(0)));
            }
            return Rasters.toFaceImage(picture, structure.reduction());
        } finally {
            reader.dispose();
        }
    }

    private static ImageReaderSpi provider(PictureFormat format, PictureStructure structure) {
        return switch (format) {
            case JPEG -> structure.plain() ? JDK_JPEG : OTHER_JPEG;
            case PNG -> JDK_PNG;
            case BMP -> JDK_BMP;
            case WEBP -> WEBP;
            case GIF -> JDK_GIF;
            case TIFF -> TIFF;
            case PORTABLE_ANYMAP, UNKNOWN -> throw new IllegalStateException(format + " has no ImageIO codec");
        };
    }

    private static ImageReaderSpi ofJdk(String format) {
        return Stream.generate(ImageIO.getImageReadersByFormatName(format)::next)
                .map(ImageReader::getOriginatingProvider)
                .filter(provider -> provider.getClass().getModule() == ImageIO.class.getModule())
                .findFirst()
                .orElseThrow();
    }

    /** The registered provider of this class; registers this one where plug-ins were not found, as in a merged jar. */
    private static ImageReaderSpi registered(ImageReaderSpi provider) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        registry.registerServiceProvider(provider, ImageReaderSpi.class);
        return registry.getServiceProviderByClass(provider.getClass());
    }
}
