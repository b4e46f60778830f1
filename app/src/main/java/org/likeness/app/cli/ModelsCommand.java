package org.likeness.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Look at architectures and encoders, and make encoders of other programs' files.",
        subcommands = {ModelsCommand.ListCommand.class, InspectModelCommand.class, ImportModelCommand.class})
final class ModelsCommand {
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
            NetworkSettings settings = new NetworkSettings(architecture.key(), input, embedding, 0, true, true);
            return architecture.build(settings, new SplittableRandom(1));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the architectures that can be trained from random weights.",
            footer = {"", "Example: likeness train --init mobile-face-net --data photos/ --out runs/mine"})
    static final class ListCommand implements Callable<Integer> {
        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            StringBuilder text = new StringBuilder();
            Map<String, Object> document = new LinkedHashMap<>();
            for (Architecture architecture : Architecture.values()) {
                UsualSizes sizes = UsualSizes.of(architecture);
                NewNetwork network = sizes.network(architecture);
                text.append(String.format(
                        Locale.ROOT,
                        "%-20s %5.2f M parameters, %7.1f M multiply-adds at %d×%d pixels, %d numbers an embedding%n",
                        architecture.key(),
                        network.parameters() / 1e6,
                        network.multiplications() / 1e6,
                        sizes.input(),
                        sizes.input(),
                        sizes.embedding()));
                document.put(
                        architecture.key(),
                        Map.of(
                                "inputSize", sizes.input(),
                                "embeddingSize", sizes.embedding(),
                                "parameters", network.parameters(),
                                "multiplyAdds", network.multiplications()));
            }
            output.answer(text.toString(), document);
            return 0;
        }
    }
}
