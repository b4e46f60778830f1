package org.likeness.app.cli.models;

import java.util.SplittableRandom;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NetworkSize;
import org.likeness.model.architecture.NewNetwork;
import picocli.CommandLine.Command;

@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "List, download, import, fuse and inspect models.",
        subcommands = {
            ListModelsCommand.class,
            PullModelCommand.class,
            ImportModelCommand.class,
            FuseModelCommand.class,
            InspectModelCommand.class
        })
public final class ModelsCommand {
    /** The sizes that an architecture is known for: pixels of the input, and numbers of the embedding. */
    record UsualSizes(int input, int embedding) {
        static UsualSizes of(Architecture architecture) {
            return switch (architecture) {
                case SMALL_RESIDUAL -> new UsualSizes(64, 128);
                case MOBILE_FACE_NET -> new UsualSizes(112, 128); // arXiv 1804.07573, table 1
                case INCEPTION_RESNET_V1 -> new UsualSizes(160, 512);
            };
        }

        NewNetwork network(Architecture architecture) {
            return architecture.build(settings(architecture), new SplittableRandom(1));
        }

        NetworkSize size(Architecture architecture) {
            return architecture.size(settings(architecture));
        }

        private NetworkSettings settings(Architecture architecture) {
            return new NetworkSettings(architecture.key(), input, embedding, 0, true, true);
        }
    }
}
