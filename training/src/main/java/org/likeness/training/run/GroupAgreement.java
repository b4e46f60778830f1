package org.likeness.training.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.file.Sha256;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.recipe.RecipeWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what the ranks were started with: each would otherwise train on something else, unnoticed. */
final class GroupAgreement {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private GroupAgreement() {}

    /**
     * Requires that all ranks were started alike.
     *
     * @param start what training begins with
     * @param data  people of the run, by their names and those of their pictures
     * @throws LikenessException in all ranks, if one of them was not
     */
    static void require(ProcessGroup group, TrainingRecipe recipe, String start, FaceDataset data) {
        if (group.share().size() == 1) {
            return;
        }
        SortedMap<String, String> own = new TreeMap<>();
        own.put("recipe", Sha256.of(RecipeWriter.yaml(recipe).getBytes(StandardCharsets.UTF_8)));
        own.put("initial encoder", start);
        own.put("set of people and pictures", names(data));
        byte[][] all = group.gather(JSON.writeValueAsBytes(own));
        for (int rank = 1; rank < all.length; rank++) {
            requireSame(rank, JSON.readTree(all[0]), JSON.readTree(all[rank]), own);
        }
    }

    private static void requireSame(int rank, JsonNode first, JsonNode other, SortedMap<String, String> facts) {
        for (String fact : facts.keySet()) {
            if (!first.path(fact).equals(other.path(fact))) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT,
                        "rank %d has another %s than rank 0: start all ranks with the same settings and the same data",
                        rank,
                        fact));
            }
        }
    }

    private static String names(FaceDataset data) {
        MessageDigest digest = Sha256.digest();
        for (Identity identity : data.identities()) {
            digest.update((identity.name() + "\n").getBytes(StandardCharsets.UTF_8));
            identity.pictures()
                    .forEach(picture -> digest.update((picture.name() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return Sha256.hex(digest);
    }
}
