package org.likeness.app.cli.spark;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.WireJson;
import org.likeness.api.cluster.ClusterAuditAnswer;
import org.likeness.app.cli.data.AuditText;
import org.likeness.app.cli.text.Output;
import org.likeness.app.wire.ClusterAudits;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.LeaveOut;
import org.likeness.core.file.AtomicFile;
import org.likeness.spark.audit.AuditJob;
import org.likeness.spark.audit.AuditResult;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Find wrong labels, and people with two names, in a set that spark embed has embedded, as data audit does.",
            "Copies of pictures are found by spark inspect. Writes audit.json, and leave-out.txt: the pictures with a wrong label,",
            "as data shard --leave-out reads them. Nothing is moved or deleted."
        },
        footer = {"", "Examples:", "  likeness spark audit embedded/ --out audit/ --master spark://host:7077"})
final class SparkAuditCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "EMBEDDED", description = "Folder of the embeddings.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path folder;

    @Option(
            names = "--false-share",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Expected share of false findings (default ${DEFAULT-VALUE}).")
    private double falseShare;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the two files.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final SparkOptions spark = new SparkOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        if (!(falseShare > 0 && falseShare < 1)) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--false-share %s: it must lie between 0 and 1", falseShare));
        }
        EmbeddedSet set = EmbeddedSet.open(folder);
        AuditResult result;
        try (SparkCluster cluster = spark.open("audit")) {
            result = AuditJob.run(cluster, set, falseShare);
        }
        ClusterAuditAnswer answer = ClusterAudits.of(folder.toString(), set, falseShare, result);
        AtomicFile.write(out.resolve("audit.json"), WireJson.write(answer) + "\n");
        LeaveOut.of(result.wrongLabels().stream()
                        .map(AuditResult.WrongLabel::picture)
                        .toList())
                .write(out.resolve("leave-out.txt"));
        output.answer(AuditText.of(answer), answer);
        return 0;
    }
}
