package org.likeness.app.cli.spark;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.likeness.api.WireJson;
import org.likeness.api.cluster.ClusterAuditAnswer;
import org.likeness.app.cli.data.AuditText;
import org.likeness.app.cli.option.FalseShare;
import org.likeness.app.cli.text.Output;
import org.likeness.app.wire.ClusterAudits;
import org.likeness.core.dataset.LeaveOut;
import org.likeness.core.file.AtomicFile;
import org.likeness.spark.audit.AuditJob;
import org.likeness.spark.audit.AuditResult;
import org.likeness.spark.audit.AuditSettings;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    @Mixin
    private final EmbeddedArgument embedded = new EmbeddedArgument();

    @Mixin
    private final FalseShare falseShare = new FalseShare();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the two files.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final SparkOptions spark = new SparkOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        double share = falseShare.value();
        EmbeddedSet set = embedded.open();
        AuditResult result;
        try (SparkCluster cluster = spark.open("audit")) {
            result = AuditJob.run(cluster, set, new AuditSettings(share, AuditSettings.USUAL_CELLS_FROM));
        }
        ClusterAuditAnswer answer = ClusterAudits.of(embedded.toString(), set, share, result);
        AtomicFile.write(out.resolve("audit.json"), WireJson.write(answer) + "\n");
        result.leaveOut().write(out.resolve(LeaveOut.FILE));
        output.answer(AuditText.of(answer), answer);
        return 0;
    }
}
