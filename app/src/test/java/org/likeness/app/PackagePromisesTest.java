package org.likeness.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the {@code package-info} of a package says is not known there. */
@AnalyzeClasses(packages = "org.likeness", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagePromisesTest {
    private static final List<String> ALL_OF_CORE_BUT_ITS_ROOT = List.of(
            "core.acquisition..",
            "core.algebra..",
            "core.audit..",
            "core.concurrent..",
            "core.dataset..",
            "core.embedding..",
            "core.evaluation..",
            "core.file..",
            "core.image..",
            "core.pickle..",
            "core.random..",
            "core.recipe..",
            "core.search..",
            "core.statistics..",
            "core.triplet..");

    private static final Map<String, List<String>> NOT_KNOWN = Map.ofEntries(
            Map.entry("app.cli.text", List.of("app.cli.option..", "app.cli.data..", "app.cli.train..")),
            Map.entry("app.report", List.of("training..", "recognition..", "core.embedding.picture..")),
            Map.entry("app.report.chart", List.of("core..", "app.report")),
            Map.entry("app.report.markup", List.of("app.report", "app.report.chart..")),
            Map.entry("app.run", List.of("training", "training.run..", "recognition..")),
            Map.entry("core.algebra", ALL_OF_CORE_BUT_ITS_ROOT),
            Map.entry("core.concurrent", ALL_OF_CORE_BUT_ITS_ROOT),
            Map.entry("core.file", ALL_OF_CORE_BUT_ITS_ROOT),
            Map.entry("core.pickle", ALL_OF_CORE_BUT_ITS_ROOT),
            Map.entry("core.random", ALL_OF_CORE_BUT_ITS_ROOT),
            Map.entry("core.statistics", ALL_OF_CORE_BUT_ITS_ROOT),
            Map.entry("core.image", List.of("core.image.codec..", "core.dataset..", "core.file..")),
            Map.entry("core.image.codec", List.of("core.dataset..")),
            Map.entry("core.dataset", List.of("core.dataset.folder..", "core.embedding..", "core.search..")),
            Map.entry("core.embedding.picture", List.of("core.evaluation..")),
            Map.entry("core.evaluation.pair", List.of("core.embedding..", "core.evaluation.verification..")),
            Map.entry("core.evaluation.verification", List.of("core.image..")),
            Map.entry("core.search", List.of("core.dataset..", "core.embedding..", "core.image..")),
            Map.entry("core.triplet", List.of("core.embedding..", "core.image..")),
            Map.entry("gallery", List.of("gallery.store..")),
            Map.entry("model.graph", List.of("model", "model.architecture..", "model.importing..", "core.embedding..")),
            Map.entry("model.importing.pytorch", List.of("core.embedding..", "model")),
            Map.entry("model.safetensors", List.of("core.embedding..", "model")),
            Map.entry("model.yaml", List.of("core.recipe..", "core.evaluation..", "model")),
            Map.entry("recognition.session", List.of("core.image..", "core.embedding..")),
            Map.entry("training.check", List.of("training.run..", "training.files..", "training.graph..")),
            Map.entry("training.event", List.of("training.run..", "training.files..", "training.loss..")),
            Map.entry("training.files", List.of("training.run..", "training.graph..", "training.loss..")),
            Map.entry(
                    "training.graph",
                    List.of("training.loss..", "training.loader..", "training.files..", "core.dataset..")),
            Map.entry("training.graph.convolution", List.of("training.graph", "training.graph.operator..", "model..")),
            Map.entry("training.graph.operator", List.of("training.graph")),
            Map.entry("training.libtorch", List.of("training.graph..")),
            Map.entry("training.loader", List.of("training.loss..", "training.graph..")),
            Map.entry("training.loss", List.of("training.graph..", "training.run..")),
            Map.entry("training.mining", List.of("training.loss..")),
            Map.entry("training.optimizer", List.of("training.loss..")));

    private static final Set<String> PLATFORM_DEPENDENT = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log10", "log1p", "pow",
            "cbrt", "sinh", "cosh", "tanh", "hypot");

    @ArchTest
    static final ArchRule picturesAreRenderedWithoutThePlatform = noClasses()
            .that()
            .resideInAPackage("org.likeness.core.dataset.synthetic")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.awt..");

    @ArchTest
    static final ArchRule picturesAreTheSameBytesOnEveryMachine = noClasses()
            .that()
            .resideInAPackage("org.likeness.core.dataset.synthetic")
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "is a function of Math that may differ between platforms",
                    (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Math.class)
                            && PLATFORM_DEPENDENT.contains(access.getName())));

    @ArchTest
    static void packagesDependOnNothingThatTheyDoNotKnow(JavaClasses classes) {
        NOT_KNOWN.forEach((room, others) -> noClasses()
                .that()
                .resideInAPackage("org.likeness." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others(room, others))
                .because("its package-info says so")
                .check(classes));
    }

    private static String[] others(String room, List<String> others) {
        return others.stream()
                .filter(other -> !other.equals(room + ".."))
                .flatMap(other -> Stream.of("org.likeness." + other))
                .toArray(String[]::new);
    }
}
