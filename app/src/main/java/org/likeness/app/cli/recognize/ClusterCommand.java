package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.recognition.ClusterAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.search.cluster.FaceCluster;
import org.likeness.search.cluster.FaceClustering;
import org.likeness.server.answer.Faces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = {
            "Group the faces of pictures by person, without names.",
            "Writes clusters.html, a page with a contact sheet for each group, and clusters.csv, in which names can be filled in."
        },
        footer = {
            "",
            "Examples:",
            "  likeness cluster encoder.onnx --detector yunet holiday/ --out people/",
            "  likeness cluster encoder.onnx --detector yunet --tile 1280 --fmr 0.001 holiday/ --out people/"
        })
public final class ClusterCommand implements Callable<Integer> {
    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PICTURES",
            description = "Files; a folder stands for all pictures in it.")
    private final List<Path> named = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for clusters.html and clusters.csv, in which none of them is yet.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final EncoderArgument.ThresholdOptions threshold = new EncoderArgument.ThresholdOptions();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        ClusterFiles files = ClusterFiles.in(out);
        FaceChoice choice = detector.choice(detector.isGiven() && !detector.isChosen());
        List<Path> pictures = PictureArguments.files(named, output);
        Skipped skipped = new Skipped(output);
        List<ClusteredFace> faces = new ArrayList<>();
        List<float[]> embeddings = new ArrayList<>();
        double limit;
        String space;
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), choice, output::note);
                Progress progress = output.progress("embed", pictures.size())) {
            limit = threshold.threshold(recognizer).orElseGet(recognizer.thresholds()::forClusters);
            space = recognizer.encoder().space().sha256();
            for (int i = 0; i < pictures.size(); i++) {
                add(pictures.get(i), acquirer, recognizer.encoder(), skipped, pictures.size(), faces, embeddings);
                progress.at(i + 1);
            }
        }
        if (faces.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "no face was found in %d pictures: nothing was written", pictures.size()));
        }
        List<FaceCluster> clusters = clusters(embeddings, limit);
        files.write(clusters, faces, space, limit, pictures.size());
        int groups =
                (int) clusters.stream().filter(cluster -> cluster.size() > 1).count();
        output.answer(
                String.format(
                        Locale.ROOT,
                        "%s: %,d faces of %,d pictures: %,d groups and %,d faces alone. Fill in names in %s",
                        files.page(),
                        faces.size(),
                        pictures.size() - skipped.count(),
                        groups,
                        clusters.size() - groups,
                        files.table()),
                new ClusterAnswer(
                        files.page().toString(),
                        files.table().toString(),
                        space,
                        limit,
                        faces.size(),
                        groups,
                        clusters.size() - groups,
                        Faces.failures(skipped.reasons())));
        return 0;
    }

    private static void add(
            Path file,
            FaceAcquirer acquirer,
            FaceEncoder network,
            Skipped skipped,
            long total,
            List<ClusteredFace> faces,
            List<float[]> embeddings) {
        try {
            List<FaceImage> taken = new ArrayList<>();
            for (Acquisition outcome : acquirer.acquire(ImageDecoder.decode(file))) {
                skipped.face(file.toString(), outcome, total).ifPresent(face -> {
                    taken.add(face);
                    faces.add(ClusteredFace.of(file.toString(), outcome, face));
                });
            }
            for (Embedding embedding : network.embed(taken)) {
                embeddings.add(embedding.values());
            }
        } catch (UnreadablePictureException e) {
            skipped.add(e, total);
        }
    }

    private List<FaceCluster> clusters(List<float[]> embeddings, double limit) {
        try (Progress progress = output.progress("cluster", embeddings.size())) {
            int threads = Runtime.getRuntime().availableProcessors();
            return new FaceClustering(limit, FaceClustering.USUAL_NEIGHBORS, threads)
                    .of(embeddings.toArray(float[][]::new), progress::at);
        }
    }
}
