package org.likeness.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
import picocli.CommandLine;

/** Holds the arrows between the modules, and a few rules of the house that a compiler does not see. */
@AnalyzeClasses(packages = "org.likeness", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "org.likeness.core..";
    private static final String SEARCH = "org.likeness.search..";
    private static final String GALLERY = "org.likeness.gallery..";
    private static final String MODEL = "org.likeness.model..";
    private static final String SHARDS = "org.likeness.shards..";
    private static final String TRAINING = "org.likeness.training..";
    private static final String RECOGNITION = "org.likeness.recognition..";
    private static final String EXPORT = "org.likeness.export..";
    private static final String SPARK = "org.likeness.spark..";
    private static final String API = "org.likeness.api..";
    private static final String SERVER = "org.likeness.server..";
    private static final String APP = "org.likeness.app..";

    /** A program that training starts, and that answers it. */
    private static final String TRIALS = "org.likeness.training.graph.convolution.ConvolutionTrials";

    @ArchTest
    static final ArchRule coreKnowsNobody = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SEARCH, GALLERY, MODEL, SHARDS, TRAINING, RECOGNITION, EXPORT, SERVER, APP);

    @ArchTest
    static final ArchRule searchKnowsCore = noClasses()
            .that()
            .resideInAPackage(SEARCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GALLERY, MODEL, SHARDS, TRAINING, RECOGNITION, EXPORT, SERVER, APP);

    @ArchTest
    static final ArchRule galleryKnowsCoreAndSearch = noClasses()
            .that()
            .resideInAPackage(GALLERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODEL, SHARDS, TRAINING, RECOGNITION, EXPORT, SERVER, APP);

    /** Nobody else sends SQL. */
    @ArchTest
    static final ArchRule databasesStayInTheGallery = noClasses()
            .that()
            .resideOutsideOfPackage("org.likeness.gallery.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule incubatingVectorsStayInSearch = noClasses()
            .that()
            .resideOutsideOfPackage(SEARCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jdk.incubator..");

    @ArchTest
    static final ArchRule jvectorStaysInSearch = noClasses()
            .that()
            .resideOutsideOfPackage(SEARCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.jbellis..");

    @ArchTest
    static final ArchRule modelKnowsCore = noClasses()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SEARCH, GALLERY, SHARDS, TRAINING, RECOGNITION, EXPORT, SERVER, APP);

    @ArchTest
    static final ArchRule trainingKnowsCoreSearchAndModel = noClasses()
            .that()
            .resideInAPackage(TRAINING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GALLERY, SHARDS, RECOGNITION, EXPORT, SERVER, APP, "ai.onnxruntime..");

    @ArchTest
    static final ArchRule recognitionKnowsCoreGalleryAndModel = noClasses()
            .that()
            .resideInAPackage(RECOGNITION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SHARDS, TRAINING, EXPORT, SERVER, APP, "org.bytedeco..");

    @ArchTest
    static final ArchRule exportKnowsCoreAndGallery = noClasses()
            .that()
            .resideInAPackage(EXPORT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SEARCH, MODEL, SHARDS, TRAINING, RECOGNITION, SERVER, APP);

    @ArchTest
    static final ArchRule shardsKnowCore = noClasses()
            .that()
            .resideInAPackage(SHARDS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SEARCH, GALLERY, MODEL, TRAINING, RECOGNITION, EXPORT, SERVER, APP);

    /** Tasks do what the other modules do on one machine. */
    @ArchTest
    static final ArchRule sparkKnowsWhatRunsOnOneMachine = noClasses()
            .that()
            .resideInAPackage(SPARK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GALLERY, SERVER, APP);

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsSpark = noClasses()
            .that()
            .resideInAnyPackage(CORE, SEARCH, GALLERY, MODEL, SHARDS, TRAINING, RECOGNITION, EXPORT, SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SPARK);

    /** The cluster has it. */
    @ArchTest
    static final ArchRule sparkItselfStaysInItsModule = noClasses()
            .that()
            .resideOutsideOfPackage(SPARK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..");

    /** An image that recognizes needs no libtorch. */
    @ArchTest
    static final ArchRule serverKnowsNoTraining = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SHARDS, TRAINING, APP, "org.bytedeco..", "ai.onnxruntime..");

    /** What is sent to the service can start no program, and is no code, XML or Java object. */
    @ArchTest
    static final ArchRule theServiceStartsAndInterpretsNothing = noClasses()
            .that()
            .resideInAnyPackage(SERVER, API, GALLERY, RECOGNITION)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java[.]lang[.](Process|ProcessBuilder|ClassLoader)"
                    + "|java[.]io[.]ObjectInputStream|javax[.](naming|script|xml)[.].*|org[.]xml[.].*");

    @ArchTest
    static final ArchRule httpStaysInTheServer = noClasses()
            .that()
            .resideOutsideOfPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    /** A client needs nothing else. */
    @ArchTest
    static final ArchRule apiKnowsJacksonAlone = classes()
            .that()
            .resideInAPackage(API)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    API,
                    "java..",
                    "javax.net.ssl..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify.annotations..");

    /** Documents are made on purpose: nothing of the domain is one. */
    @ArchTest
    static final ArchRule onlyServerAndAppMakeDocuments = noClasses()
            .that()
            .resideInAnyPackage(CORE, SEARCH, GALLERY, MODEL, SHARDS, TRAINING, RECOGNITION, EXPORT, SPARK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(API);

    @ArchTest
    static final ArchRule libtorchStaysInTraining = noClasses()
            .that()
            .resideOutsideOfPackage(TRAINING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule onnxRuntimeStaysInRecognition = noClasses()
            .that()
            .resideOutsideOfPackage(RECOGNITION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    /** Parquet brings a good part of Hadoop. */
    @ArchTest
    static final ArchRule parquetStaysInExport = noClasses()
            .that()
            .resideOutsideOfPackage(EXPORT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.jerolba.carpet..", "org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.likeness.(**)").should().beFreeOfCycles();

    /** What is internal may change at any time: users of the API must not depend on it. */
    @ArchTest
    static final ArchRule theApiNamesNothingInternal = classes()
            .that()
            .resideInAnyPackage(CORE, SEARCH, GALLERY, MODEL, SHARDS, TRAINING, RECOGNITION, EXPORT)
            .and(DescribedPredicate.describe("are API", ArchitectureTest::isApi))
            .should(new ArchCondition<>("name no internal type in a public signature") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    signature(type)
                            .flatMap(named -> named.getAllInvolvedRawTypes().stream())
                            .map(JavaClass::getBaseComponentType)
                            .filter(ArchitectureTest::isInternal)
                            .distinct()
                            .forEach(internal -> events.add(SimpleConditionEvent.violated(
                                    type, type.getFullName() + " names " + internal.getFullName())));
                }
            });

    private static boolean isApi(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !isInternal(type)
                && type.getEnclosingClass().map(ArchitectureTest::isApi).orElse(true);
    }

    private static boolean isInternal(JavaClass type) {
        return type.isAnnotatedWith(Internal.class)
                || type.getPackage().isAnnotatedWith(Internal.class)
                || type.getEnclosingClass().map(ArchitectureTest::isInternal).orElse(false);
    }

    private static Stream<JavaType> signature(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> fields =
                type.getFields().stream().filter(ArchitectureTest::isVisible).map(JavaField::getType);
        Stream<JavaType> calls = type.getCodeUnits().stream()
                .filter(ArchitectureTest::isVisible)
                .flatMap(call -> Stream.concat(Stream.of(call.getReturnType()), call.getParameterTypes().stream()));
        return Stream.of(supertypes, fields, calls).flatMap(stream -> stream);
    }

    private static boolean isVisible(JavaMember member) {
        boolean exported = member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
        return exported && !member.isAnnotatedWith(Internal.class);
    }

    @ArchTest
    static final ArchRule onlyTheAppStarts = methods()
            .that()
            .haveName("main")
            .and()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveFullyQualifiedName(TRIALS)
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage(APP);

    @ArchTest
    static final ArchRule onlyMainExits = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.likeness.app.cli.Likeness")
            .should()
            .callMethod(System.class, "exit", int.class);

    /** Names of strangers stand in what is said: it goes where it is made printable. */
    @ArchTest
    static final ArchRule commandsSpeakThroughTheirOutput = noClasses()
            .that()
            .haveNameNotMatching("org[.]likeness[.]app[.]cli[.](text[.]Output|Likeness|HelpCommand|CompletionCommand)")
            .should()
            .callMethod(CommandLine.class, "getOut")
            .orShould()
            .callMethod(CommandLine.class, "getErr");

    @ArchTest
    static final ArchRule randomnessIsAnArgument = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.or(
                    JavaClass.Predicates.equivalentTo(java.util.Random.class),
                    JavaClass.Predicates.equivalentTo(java.util.concurrent.ThreadLocalRandom.class)))
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule nullDoesNotCrossPackages = classes()
            .should(new ArchCondition<>("be in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(
                            new SimpleConditionEvent(type, marked, type.getFullName() + " is in an unmarked package"));
                }
            });

    @ArchTest
    static final ArchRule nobodyPrintsBesideTheCommands = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(APP)
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveFullyQualifiedName(TRIALS)
            .should(new ArchCondition<>("not print") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean prints = method.getFieldAccesses().stream()
                            .anyMatch(access -> access.getTarget().getOwner().isEquivalentTo(System.class)
                                    && !access.getTarget().getName().equals("in"));
                    events.add(new SimpleConditionEvent(method, !prints, method.getFullName() + " prints"));
                }
            });
}
