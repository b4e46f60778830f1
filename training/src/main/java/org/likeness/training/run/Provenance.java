package org.likeness.training.run;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.libtorch.Device;
import org.likeness.training.loader.PaddedCrop;
import org.likeness.training.recipe.RecipeWriter;

/**
 * The provenance of an encoder.
 *
 * @param data               name of the data set
 * @param dataHash           hash of all its pictures, including those of validation people
 * @param identities         number of training identities
 * @param pictures           number of their pictures
 * @param heldBackIdentities number of validation identities
 * @param recipe             the complete recipe
 * @param start              the start of training: random weights, or the id of an encoder
 * @param compatibleWith     the space of the old encoder of compatible training
 * @param device             the device of the network
 */
record Provenance(
        String data,
        String dataHash,
        int identities,
        int pictures,
        int heldBackIdentities,
        TrainingRecipe recipe,
        String start,
        Optional<EncoderId> compatibleWith,
        Device device) {
    private static final String UNPACKAGED = "unpackaged";

    /**
     * As the encoder's file tells it. Nothing in it depends on time, threads or stops: the same data, recipe and machine
     * give the same file.
     *
     * @param step     that the weights are of
     * @param replaced convolutions that this machine's libtorch computes wrong
     */
    SortedMap<String, String> entries(long step, SortedSet<String> replaced) {
        SortedMap<String, String> entries = new TreeMap<>();
        entries.put("data", data);
        entries.put("dataHash", dataHash);
        entries.put("identities", Integer.toString(identities));
        entries.put("pictures", Integer.toString(pictures));
        entries.put("heldBackIdentities", Integer.toString(heldBackIdentities));
        entries.put("recipe", RecipeWriter.yaml(recipe));
        entries.put("seed", Long.toString(recipe.seed()));
        entries.put("start", start);
        compatibleWith.ifPresent(old -> entries.put(EncoderSpec.COMPATIBLE_WITH, old.sha256()));
        entries.put("step", Long.toString(step));
        entries.put("likeness", version(Provenance.class));
        entries.put("libtorch", version(Tensor.class));
        entries.put("java", Runtime.version().toString());
        entries.put("platform", platform());
        if (!replaced.isEmpty()) {
            entries.put("convolutionsAsProducts", String.join(", ", replaced));
        }
        return entries;
    }

    /**
     * All that determines the decoded pictures, for a file that keeps them.
     *
     * @param cut of each picture
     */
    String ofPictures(PaddedCrop cut) {
        return String.join(
                "\n",
                dataHash,
                cut.toString(),
                version(Provenance.class),
                System.getProperty("java.vendor") + " " + Runtime.version(), // whose decoders are used
                System.getProperty("os.arch"));
    }

    private String platform() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return device.isProcessor() ? machine : machine + ", " + device;
    }

    private static String version(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse(UNPACKAGED);
    }
}
