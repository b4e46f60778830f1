package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window, and axe-core, which judges whether everybody can use a page. */
final class TestChromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLLING = Duration.ofMillis(20);
    private static final String AXE = text("/axe.min.js");

    /** Where screenshots are put, if somebody wants to look at them. */
    private static final Optional<Path> SCREENSHOTS =
            Optional.ofNullable(System.getProperty("likeness.screenshots")).map(Path::of);

    private final String root;
    private final ChromeDriver driver;
    private String look = "";

    /** Whether there is one on this machine. */
    static boolean isInstalled() {
        return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    }

    TestChromium(int port) {
        root = "http://127.0.0.1:" + port;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--no-proxy-server",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    private static String text(String resource) {
        try (InputStream stream = Objects.requireNonNull(TestChromium.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the window as wide as a desk's or a phone's, and its colors light or dark. */
    void look(int width, boolean isDark) {
        look = width + (isDark ? "-dark" : "-light");
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        width < 600 ? 844 : 900,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    void open(String path) {
        driver.get(root + path);
    }

    String path() {
        return Objects.requireNonNull(driver.getCurrentUrl()).substring(root.length());
    }

    /** The first element of a selector, as soon as it is seen. */
    WebElement element(String selector) {
        return new WebDriverWait(driver, PATIENCE, POLLING)
                .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    List<WebElement> elements(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What an element says, as soon as it says something that has a text in it. */
    String waitFor(String selector, String text) {
        return new WebDriverWait(driver, PATIENCE, POLLING)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(ignored -> {
                    String said = elements(selector).stream()
                            .map(WebElement::getText)
                            .reduce("", (one, other) -> one + "\n" + other)
                            .strip();
                    return said.contains(text) ? said : null;
                });
    }

    void fill(String selector, String text) {
        WebElement field = element(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses files in a field. */
    void choose(String selector, Path... files) {
        driver.findElement(By.cssSelector(selector))
                .sendKeys(Stream.of(files)
                        .map(file -> file.toAbsolutePath().toString())
                        .collect(Collectors.joining("\n")));
    }

    /** Presses the first button that is seen and has a text in it, or follows such a link. */
    void press(String text) {
        By sought = By.xpath(
                "//*[self::button or self::a or self::summary][contains(normalize-space(.), \"" + text + "\")]");
        WebElement pressed = new WebDriverWait(driver, PATIENCE, POLLING)
                .until(ignored -> driver.findElements(sought).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", pressed);
        pressed.click();
    }

    /** Waits until a script says that something is so. */
    void waitForScript(String script) {
        new WebDriverWait(driver, PATIENCE, POLLING)
                .until(ignored -> Boolean.TRUE.equals(driver.executeScript(script)));
    }

    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Nothing is wider than the window, and axe-core finds nothing serious. */
    void requireUsable(String screen) {
        show(screen);
        assertThat(driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s at %s scrolls sideways by so many pixels", screen, look)
                .isEqualTo(0L);
        driver.executeScript(AXE);
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations"
                + ".filter(violation => ['serious', 'critical'].includes(violation.impact))"
                + ".map(violation => violation.id + ': ' + violation.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))"
                + ".join('\\n')))");
        assertThat(found).as("%s at %s", screen, look).isEqualTo("");
    }

    /** Puts a screenshot where they are wanted. */
    void show(String screen) {
        SCREENSHOTS.ifPresent(folder -> {
            try {
                Files.createDirectories(folder);
                Files.write(folder.resolve(screen + "-" + look + ".png"), driver.getScreenshotAs(OutputType.BYTES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        driver.quit();
    }
}
