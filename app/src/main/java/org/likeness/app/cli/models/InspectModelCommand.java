package org.likeness.app.cli.models;

import java.util.concurrent.Callable;
import org.likeness.api.model.ModelDescription;
import org.likeness.app.cli.option.ModelsFolder;
import org.likeness.app.cli.text.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Print a model's structure, provenance, and probable errors of its specification.",
            "A model is a file, an architecture, or a published model."
        },
        footer = {
            "",
            "Examples:",
            "  likeness models inspect runs/mine/encoder.onnx",
            "  likeness models inspect faceplugin"
        })
final class InspectModelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|NAME", description = "An ONNX file, or a name from models list.")
    @SuppressWarnings("NullAway.Init") // required
    private String model;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli's
    private ModelsFolder models;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        ModelDescription found = ModelProperties.of(model, models.store());
        output.answer(ModelText.of(found), found);
        return 0;
    }
}
