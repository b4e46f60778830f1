package org.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.server.access.Role;
import org.likeness.server.face.WorkQueue;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The page in a browser, from the first key to a forgotten person. Its people are synthetic; the encoder compares pixels, so that a person is
 * recognized in a darker copy of the enrolled picture.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageJourneyTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople(7, 160);
    private static final int KEPT_SIDE = 112;
    private static final List<String> NAMES =
            List.of("Ann", "Bo", "Cy", "Di", "Eve", "Finn", "Gus", "Hao", "Ida", "Jan");

    /** Those with most in them come first. */
    private static final List<String> SCREENS = List.of(
            "/galleries/staff/people/4?done=saved",
            "/galleries/staff",
            "/keys",
            "/galleries/staff/people",
            "/galleries/staff/enroll",
            "/galleries/staff/cluster",
            "/galleries/staff/history",
            "/runs",
            "/runs/mine",
            "/audit",
            "/");

    @TempDir
    private static Path folder;

    private static TestService service;
    private static TestChromium browser;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(TestChromium.isInstalled(), "there is no Chromium with its driver in /usr/bin");
        Files.createDirectory(folder.resolve("galleries"));
        RunsTest.run(folder, "mine", RunsTest.TRAINED);
        service = TestService.start(
                folder,
                TestService.SETTINGS,
                TestFaces.encoder(KEPT_SIDE),
                true,
                new WorkQueue(2, 100, Duration.ofSeconds(30)),
                UnaryOperator.identity());
        browser = new TestChromium(service.server.port());
        browser.look(1280, false);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            service.close();
        }
    }

    /** A photograph of people, as a file. */
    private static Path photograph(int... people) throws IOException {
        return file(people, ImageEncoder.encode(picture(people), ImageEncoder.Format.PNG), "png");
    }

    /** The same people again, in less light and another format. */
    private static Path again(int... people) throws IOException {
        FaceImage picture = picture(people);
        byte[] darker = picture.rgb().clone();
        for (int i = 0; i < darker.length; i++) {
            darker[i] = (byte) ((darker[i] & 0xff) * 4 / 5);
        }
        return file(people, ImageEncoder.jpeg(new FaceImage(picture.width(), picture.height(), darker), 0.9f), "jpg");
    }

    private static FaceImage picture(int... people) {
        return TestFaces.photograph(IntStream.of(people)
                .mapToObj(person -> PEOPLE.render(person, 0))
                .toList());
    }

    private static Path file(int[] people, byte[] bytes, String ending) throws IOException {
        StringBuilder name = new StringBuilder("picture");
        for (int person : people) {
            name.append('-').append(person);
        }
        return Files.write(folder.resolve(name + "." + ending), bytes);
    }

    @Test
    @Order(1)
    void aKeyIsCreatedAndOpensThePage() {
        browser.open("/");
        browser.waitFor("footer", "No access key exists yet");
        browser.requireUsable("first");
        String administrator = service.token(Role.ADMINISTER);
        browser.open("/");
        assertThat(browser.path()).isEqualTo("/sign-in");
        browser.fill("#key", "likeness_wrong");
        browser.press("Sign in");
        browser.waitFor("main", "no valid access key");
        browser.requireUsable("refused");
        browser.fill("#key", administrator);
        browser.press("Sign in");
        browser.waitFor(".account", "administer");
        browser.press("Keys");
        browser.fill("#name", "reception");
        browser.element("#role option[value=enroll]").click();
        browser.press("Create the key");
        String token = browser.element("[data-token]").getText();
        browser.requireUsable("created");
        aGalleryIsCreatedAndRemoved();
        browser.press("Sign out");
        browser.fill("#key", token);
        browser.press("Sign in");
        browser.waitFor(".account", "reception (enroll)");
        assertThat(browser.elements("a[href='/keys']")).isEmpty();
    }

    private static void aGalleryIsCreatedAndRemoved() {
        browser.open("/");
        browser.fill("#gallery", "guests");
        browser.press("Create the gallery");
        browser.waitFor("h1", "Enroll");
        browser.open("/galleries/guests");
        browser.press("Remove this gallery for good");
        browser.requireUsable("remove");
        browser.fill("#confirmation", "guests");
        browser.press("Remove guests");
        browser.waitFor(".notice", "The gallery guests was removed");
        browser.requireUsable("removed");
    }

    @Test
    @Order(2)
    void tenPeopleAreEnrolled() throws IOException {
        browser.open("/galleries/staff/people");
        browser.requireUsable("nobody");
        browser.press("Enroll the first person");
        browser.waitFor("h1", "Enroll");
        for (int person = 0; person < NAMES.size(); person++) {
            browser.open("/galleries/staff/enroll");
            browser.fill("#person", NAMES.get(person));
            browser.choose("#pictures", photograph(person));
            browser.waitFor("#hints", "Good enough");
            browser.element("#keepCrops").click();
            browser.element("form > button.main").click();
            browser.waitFor("#answer h2", NAMES.get(person));
        }
        browser.open("/galleries/staff/enroll");
        browser.fill("#person", "Two");
        browser.choose("#pictures", photograph(3, 4));
        browser.waitFor("#hints", "2 faces were found");
        browser.element("form > button.main").click();
        browser.waitFor("#problem", "no picture was accepted");
        browser.requireUsable("enroll");
        browser.open("/galleries/staff/people");
        assertThat(browser.elements(".people li")).hasSize(NAMES.size());
    }

    @Test
    @Order(3)
    void theEnrolledAreIdentifiedAndAStrangerIsUnknown() throws IOException {
        browser.open("/galleries/staff/identify");
        for (int person = 0; person < NAMES.size(); person += 3) {
            browser.choose("#pictures", again(person));
            assertThat(browser.waitFor("#answer", NAMES.get(person))).contains("1 face", "identified", "Distance 0.0");
        }
        browser.choose("#pictures", again(1, 11, 5));
        assertThat(browser.waitFor("#answer h2", "3 faces")).isNotEmpty();
        assertThat(browser.elements("#answer .verdict"))
                .extracting(WebElement::getText)
                .containsExactly("1 Bo identified", "2 Unknown not identified", "3 Finn identified");
        assertThat(browser.elements("[data-boxes] text"))
                .as("a number in each box")
                .hasSize(3);
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("3 faces");
        browser.requireUsable("identify");
        browser.press("What to answer");
        browser.element("#candidates option[value='5']").click();
        browser.element("form > button.main").click();
        browser.waitFor("#answer", "None of them is identified by that");
        assertThat(browser.elements("#answer .candidates")).hasSize(3);
        browser.open("/galleries/staff/identify");
        Path nothing = Files.writeString(folder.resolve("notes.png"), "no picture");
        browser.choose("#pictures", nothing);
        browser.waitFor("#problem", "notes.png");
    }

    @Test
    @Order(4)
    void twoPeopleAreMergedAndThatIsUndone() {
        browser.open("/galleries/staff/people");
        browser.fill("#search", "E");
        browser.waitForScript("return document.querySelectorAll('#people .name').length === 1");
        assertThat(browser.elements("#people .name"))
                .extracting(WebElement::getText)
                .containsExactly("Eve");
        browser.press("Eve");
        browser.press("Merge into another person");
        browser.fill("#other", "3");
        browser.element("#other ~ button").click();
        browser.waitFor(".notice", "Merged into this person");
        assertThat(browser.waitFor("main", "2 faces")).contains("Cy");
        browser.press("Undo");
        browser.waitFor(".notice", "The last change was undone");
        assertThat(browser.element("tbody tr:nth-child(2)").getText()).contains("merge", "undone");
        browser.open("/galleries/staff/people/5");
        browser.waitFor("main", "1 face");
    }

    @Test
    @Order(5)
    void facesAreSplitOff() {
        browser.open("/galleries/staff/people/1");
        browser.element("input[name=faceIds]").click();
        browser.press("Some faces are somebody else");
        browser.fill("#newPerson", "Another");
        browser.press("Split off");
        browser.waitFor("h1", "Another");
        browser.press("Undo");
        browser.waitFor(".notice", "The last change was undone");
        browser.open("/galleries/staff/people/1");
        browser.waitFor("main", "1 face");
    }

    @Test
    @Order(6)
    void aForgottenPersonIsUnknown() throws IOException {
        browser.open("/galleries/staff/people/10");
        browser.waitFor("h1", "Jan");
        browser.press("Forget Jan for good");
        browser.element("button.danger[data-forget]").click();
        browser.waitFor(".notice", "Jan was forgotten");
        assertThat(browser.waitFor("main", "Where copies may remain")).contains("Kept pictures\n1");
        browser.requireUsable("forgotten");
        browser.open("/galleries/staff/identify");
        browser.choose("#pictures", again(9));
        assertThat(browser.waitFor("#answer .verdict", "Unknown")).doesNotContain("Jan");
    }

    @Test
    @Order(7)
    void aPictureOfTheCameraIsIdentified() {
        browser.open("/galleries/staff/identify");
        browser.press("Use the camera");
        browser.element("[data-camera-take]");
        browser.waitForScript("return document.querySelector('video').videoWidth > 0");
        browser.press("Take the picture");
        browser.waitForScript("return document.querySelector('#pictures').files.length === 1");
        browser.waitForScript("return document.querySelector('#answer, #problem').textContent.trim() !== ''"
                + " || document.querySelector('#problem').textContent.trim() !== ''");
        assertThat(browser.run("return document.querySelector('video').srcObject.active"))
                .as("the camera is off")
                .isEqualTo(false);
    }

    @Test
    @Order(8)
    void groupedFacesAreNamedAndEnrolled() throws IOException {
        browser.open("/galleries/staff/cluster");
        browser.choose("#pictures", photograph(12), again(12), again(1));
        browser.press("Group the faces");
        browser.waitFor("#answer h2", "2 people");
        assertThat(browser.elements(".groups > li")).hasSize(2);
        assertThat(browser.waitFor(".groups > li:nth-child(2)", "Enroll these faces, too"))
                .contains("Bo", "identified")
                .doesNotContain("scripts");
        browser.fill("#person-1", "Kim");
        browser.requireUsable("groups");
        browser.element(".groups > li:first-child form button").click();
        assertThat(browser.waitFor(".groups > li:first-child h2", "Kim")).isNotEmpty();
        browser.waitFor(".groups > li:first-child", "2 pictures accepted");
        browser.open("/galleries/staff/identify");
        browser.choose("#pictures", again(12));
        browser.waitFor("#answer .verdict", "Kim");
        browser.open("/galleries/staff/history");
        browser.press("Undo");
        browser.waitFor(".notice", "The last change was undone");
    }

    @Test
    @Order(9)
    void theSliderSaysWhatToExpect() {
        browser.open("/galleries/staff");
        browser.waitFor("[data-point]:not([hidden])", "Distances up to 0.350 identify");
        browser.element("#point").sendKeys(Keys.ARROW_LEFT);
        browser.waitFor("[data-point]:not([hidden])", "Distances up to 0.400 identify");
        browser.element("#point").sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.waitFor("[data-point]:not([hidden])", "Distances up to 0.350 identify"))
                .contains("Of 1,000 strangers, about 9 are expected", "about 20 are expected to stay unknown");
        browser.press("Identify at this rate");
        browser.waitFor("form", "At a false-match rate of 0.1");
    }

    @ParameterizedTest
    @Order(10)
    @CsvSource({"1280, false, true", "390, true, true", "1280, true, false", "390, false, false"})
    void everyScreenIsUsableAtEachWidthInLightAndDark(int width, boolean isDark, boolean isEvery) throws IOException {
        if (service.keys.list().stream().noneMatch(key -> key.name().equals("auditor"))) {
            browser.press("Sign out");
            browser.fill(
                    "#key",
                    service.keys
                            .create("auditor", Role.ADMINISTER, Set.of(), Optional.empty())
                            .token());
            browser.press("Sign in");
            browser.waitFor(".account", "auditor");
        }
        browser.look(width, isDark);
        for (String path : isEvery ? SCREENS : SCREENS.subList(0, 3)) {
            browser.open(path);
            browser.requireUsable(
                    path.equals("/") ? "galleries" : path.substring(1).replaceAll("[/?=]", "-"));
        }
        browser.open("/galleries/staff/identify");
        browser.choose("#pictures", again(2, 11));
        browser.waitFor("#answer h2", "2 faces");
        browser.requireUsable("identified");
    }
}
