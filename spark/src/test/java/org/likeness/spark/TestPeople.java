package org.likeness.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.synthetic.SyntheticFolder;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.shards.FaceSets;
import org.likeness.shards.ShardWriter;

/**
 * Synthetic people of 32×32 pixels in folders and in shards, and an encoder with random weights.
 *
 * @param folders of people
 * @param shards  of the same people
 * @param encoder its file
 */
record TestPeople(Path folders, Path shards, Path encoder) {
    static final int PEOPLE = 24;
    static final int EACH = 4;

    static TestPeople in(Path folder) {
        Path folders = folder.resolve("people");
        new SyntheticFolder(1, 32, 0, PEOPLE, EACH, ImageEncoder.Format.JPG).write(folders, 2, done -> {});
        Path shards = folder.resolve("shards");
        ShardWriter.write(data(folders), shards, 20, 1, 1, done -> {});
        Path encoder = folder.resolve("encoder.onnx");
        model().write(encoder);
        return new TestPeople(folders, shards, encoder);
    }

    static FaceDataset data(Path set) {
        return FaceSets.open(set, 1, 1).data();
    }

    private static EncoderModel model() {
        NetworkSettings settings = new NetworkSettings("small-residual", 32, 16, 0, true, true);
        NewNetwork network = Architecture.SMALL_RESIDUAL.build(settings, new SplittableRandom(3));
        EncoderSpec spec = new EncoderSpec(
                32,
                32,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                Border.BLACK,
                16,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "made for a test",
                Map.of(),
                Optional.empty());
        return EncoderModel.of(network.graph(), spec, network.trainable());
    }

    /** The embeddings of a set, computed by this process alone. */
    static PictureEmbeddings embedded(Path encoder, FaceDataset data) {
        try (OnnxEncoder network = OnnxEncoder.load(encoder, 1)) {
            return PictureEmbeddings.of(pictures(data), network, done -> {});
        }
    }

    static List<Picture> pictures(FaceDataset data) {
        return data.identities().stream()
                .flatMap(person -> person.pictures().stream())
                .toList();
    }
}
