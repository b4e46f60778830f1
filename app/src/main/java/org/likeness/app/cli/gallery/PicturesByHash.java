package org.likeness.app.cli.gallery;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;

/** The pictures of a folder, by the SHA-256 of their files. */
final class PicturesByHash implements Function<String, Optional<FaceImage>> {
    private final Map<String, Path> files = new HashMap<>();

    private PicturesByHash() {}

    /** Reads all files of a folder, at any depth, once. */
    static PicturesByHash in(Path folder, Output output) {
        PicturesByHash found = new PicturesByHash();
        List<Path> pictures = PictureArguments.files(List.of(folder), output);
        try (Progress progress = output.progress("read pictures", pictures.size())) {
            for (int i = 0; i < pictures.size(); i++) {
                found.files.putIfAbsent(Sha256.of(pictures.get(i)), pictures.get(i));
                progress.at(i + 1L);
            }
        }
        return found;
    }

    @Override
    public Optional<FaceImage> apply(String sha256) {
        return Optional.ofNullable(files.get(sha256)).map(ImageDecoder::decode);
    }
}
