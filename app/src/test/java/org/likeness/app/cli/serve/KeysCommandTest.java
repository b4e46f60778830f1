package org.likeness.app.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.app.cli.CommandRun;
import org.likeness.app.cli.Golden;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;

class KeysCommandTest {
    @TempDir
    private Path folder;

    private CommandRun keys(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "keys";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--state";
        all[words.length + 2] = folder.resolve("state");
        return CommandRun.of(all);
    }

    private AccessKeys opened() {
        return AccessKeys.open(folder.resolve("state/keys.json"), Clock.systemUTC());
    }

    @Test
    void aNewKeyPrintsItsTokenAloneAndIsListedUntilItIsRevoked() {
        CommandRun none = keys("list").assertDone();
        assertThat(none.out()).contains("create the first one with likeness keys create");
        CommandRun created = keys(
                        "create",
                        "--name",
                        "front door",
                        "--role",
                        "verify",
                        "--gallery",
                        "staff",
                        "--gallery",
                        "guests")
                .assertDone();
        AccessKey key = opened().authenticate(created.out().strip()).orElseThrow();
        assertThat(key.name()).isEqualTo("front door");
        assertThat(key.role()).isEqualTo(Role.VERIFY);
        assertThat(key.galleries()).containsExactly("guests", "staff");
        assertThat(key.expires()).isEmpty();
        assertThat(created.err())
                .contains(key.id(), "shown only now")
                .doesNotContain(created.out().strip());

        CommandRun list = keys("list").assertDone();
        assertThat(list.out())
                .contains(
                        "1 access key" + System.lineSeparator(),
                        key.id() + "  verify      front door, guests and staff, created ")
                .contains("does not expire")
                .doesNotContain(created.out().strip());

        assertThat(keys("revoke", key.id()).assertDone().out()).startsWith("revoked: " + key.id());
        assertThat(opened().authenticate(created.out().strip())).isEmpty();
        keys("revoke", key.id()).assertMistake("no access key of that id", "likeness keys list");
    }

    @Test
    void whoRevokesATokenInsteadOfAnIdDoesNotPrintIt() {
        String token = keys("create", "--name", "door", "--role", "verify")
                .assertDone()
                .out()
                .strip();
        CommandRun run = keys("revoke", token);
        run.assertMistake("no access key of that id");
        assertThat(run.err()).doesNotContain(token.substring(22));
    }

    @ParameterizedTest
    @CsvSource({
        "90d, 2026-05-30T12:00:00Z",
        "12h, 2026-03-02T00:00:00Z",
        "2027-01-31, 2027-01-31T00:00:00Z",
        "2027-01-31T18:00:00Z, 2027-01-31T18:00:00Z"
    })
    void aKeyExpiresAfterATimeOrAtOne(String text, Instant expected) {
        assertThat(Expiry.parse(text, Instant.parse("2026-03-01T12:00:00Z"))).isEqualTo(expected);
    }

    @Test
    void aKeyThatHasExpiredIsListedAsSuch() {
        keys("create", "--name", "door", "--role", "IDENTIFY", "--expires", "1h")
                .assertDone();
        AccessKey key = opened().list().get(0);
        assertThat(key.expires()).contains(key.created().plusSeconds(3600));
        assertThat(keys("list").assertDone().out())
                .contains("expires " + key.expires().get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "90", "-1d", "2027-13-01", "2027-01-31T18:00", "31.1.2027"})
    void otherTimesAreRefused(String text) {
        keys("create", "--name", "door", "--role", "verify", "--expires=" + text)
                .assertMistake("--expires " + text, "such as 90d, 12h, 2027-01-31");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void valuesThatNoKeyCanHaveAreRefused() throws IOException {
        keys("create", "--name", "door").assertMistake("--role");
        keys("create", "--role", "verify").assertMistake("--name");
        keys("create", "--name", "door", "--role", "owner").assertMistake("owner");
        keys("create", "--name", "", "--role", "verify").assertMistake("1 to 100 printable characters");
        keys("create", "--name", "d", "--role", "verify", "--gallery", "a/b").assertMistake("a/b", "name of a gallery");
        keys("create", "--name", "d", "--role", "verify", "--expires", "0d").assertMistake("cannot expire at");
        keys("create", "--name", "d", "--role", "verify", "--expires", "2020-01-01")
                .assertMistake("cannot expire at 2020-01-01T00:00:00Z");
        assertThat(folder.resolve("state")).doesNotExist();
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/keys.json"), "{");
        for (List<String> words : List.of(
                List.of("list"),
                List.of("revoke", "000000000000"),
                List.of("create", "--name", "door", "--role", "verify"))) {
            keys(words.toArray()).assertMistake("keys.json is damaged", "Restore it from a copy");
        }
    }

    @Test
    void documents() {
        Golden.accept(
                "keys-create",
                keys("create", "--name", "door", "--role", "verify", "--gallery", "staff", "--expires", "90d", "--json")
                        .assertDone()
                        .json(),
                folder,
                "/token",
                "/issuedKey/keyId",
                "/issuedKey/created",
                "/issuedKey/expires");
        Golden.accept(
                "keys-list",
                keys("list", "--json").assertDone().json(),
                folder,
                "/keys/*/keyId",
                "/keys/*/created",
                "/keys/*/expires");
        Golden.accept(
                "keys-revoke",
                keys("revoke", opened().list().get(0).id(), "--json")
                        .assertDone()
                        .json(),
                folder,
                "/issuedKey/keyId",
                "/issuedKey/created",
                "/issuedKey/expires");
    }
}
