package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is compiled and run as it stands there; its relative paths lie in a temporary folder. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final String IMPORTS = """
            import java.nio.file.Path;
            import org.likeness.core.acquisition.*;
            import org.likeness.core.dataset.*;import org.likeness.core.dataset.folder.*;
            import org.likeness.core.embedding.*;
            import org.likeness.gallery.*;
            import org.likeness.gallery.store.*;
            import org.likeness.core.recipe.*;
            import org.likeness.recognition.*;
            import org.likeness.training.*;
            import org.likeness.training.event.*;
            import org.likeness.training.recipe.*;
            """;

    private static final String TINY_RECIPE = """
            network: {inputSize: 32, embeddingSize: 16}
            data: {heldBackIdentities: 2, heldBackPairs: 10}
            sampling: {identities: 4, picturesPerIdentity: 3, singles: 0}
            run: {steps: 4, evaluateEvery: 2, checkpointEvery: 4, threads: 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void libraryExampleCompilesAndRuns() throws Exception {
        Samples.people(folder.resolve("photos"), 12, 4);
        Files.writeString(folder.resolve("recipe.yaml"), TINY_RECIPE);
        for (String name : List.of("ann.jpg", "door.jpg", "passport.jpg", "camera.jpg")) {
            Samples.picture(folder.resolve(name), 1, name.length() % 4);
        }

        String printed = run(example());

        assertThat(printed)
                .contains("AUC on held-back people: ")
                .contains("16 numbers")
                .contains("threshold=")
                .containsAnyOf("Match[", "Unknown[");
        assertThat(folder.resolve("runs/mine/encoder.onnx")).isRegularFile();
        assertThat(folder.resolve("staff.db")).isRegularFile();
    }

    private static String example() throws Exception {
        Matcher blocks = JAVA.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(blocks.find()).as("the README shows Java").isTrue();
        return blocks.group(1);
    }

    private String run(String example) throws Exception {
        String inFolder = example.replace("Path.of(\"", "Path.of(\"" + folder + "/");
        Path source = Files.writeString(
                folder.resolve("Example.java"),
                IMPORTS + "public class Example { public static void run() throws Exception {\n" + inFolder + "}}");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(errors, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(errors.toString()).isTrue();
        }
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass("Example").getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
