package org.likeness.app.cli.serve;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.api.service.RevokedKeyAnswer;
import org.likeness.app.cli.option.StateFolder;
import org.likeness.app.cli.text.Output;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;
import org.likeness.server.answer.ServiceDocuments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Create, list and revoke the access keys of the service.",
            "A running service accepts a new key, and refuses a revoked one, within a second."
        },
        subcommands = {KeysCommand.CreateCommand.class, KeysCommand.ListCommand.class, KeysCommand.RevokeCommand.class})
public final class KeysCommand {
    /** What the commands have in common. */
    private abstract static class OnKeys implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init") // picocli's
        StateFolder state;

        @Mixin
        final Output output = new Output();

        @Override
        public final Integer call() {
            Clock clock = Clock.systemUTC();
            run(AccessKeys.open(state.keys(), clock), clock.instant());
            return 0;
        }

        abstract void run(AccessKeys keys, Instant now);
    }

    private static String described(AccessKey key, Instant now) {
        return String.format(
                Locale.ROOT,
                "%s  %-10s  %s, %s, created %s, %s",
                key.id(),
                EnumWord.of(key.role()),
                key.name(),
                key.galleries().isEmpty() ? "all galleries" : String.join(" and ", key.galleries()),
                key.created(),
                key.expires()
                        .map(end -> (key.isValidAt(now) ? "expires " : "expired ") + end)
                        .orElse("does not expire"));
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Create an access key, and print its token: what a client shows to the service.",
                "The token is shown only now: the service keeps a hash of it."
            },
            footer = {
                "",
                "Examples:",
                "  likeness keys create --name admin --role administer",
                "  likeness keys create --name door --role verify --gallery staff --expires 90d"
            })
    static final class CreateCommand extends OnKeys {
        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "What the key is for, 1 to 100 characters. Several keys may have one name.")
        @SuppressWarnings("NullAway.Init") // required
        private String name;

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "verify, identify, enroll or administer; each permits what those before it do.")
        @SuppressWarnings("NullAway.Init") // required
        private Role role;

        @Option(
                names = "--gallery",
                paramLabel = "NAME",
                description = "A gallery that it is for; may be repeated. Default: all galleries.")
        private final Set<String> galleries = new LinkedHashSet<>();

        @Option(
                names = "--expires",
                paramLabel = "WHEN",
                description =
                        "After days or hours, such as 90d or 12h, or at a date or time in UTC, such as 2027-01-31. Default: never.")
        private @Nullable String expires;

        @Override
        void run(AccessKeys keys, Instant now) {
            Optional<Instant> end = Optional.ofNullable(expires).map(text -> Expiry.parse(text, now));
            AccessKeys.Created created = keys.create(name, role, galleries, end);
            output.note(described(created.key(), now));
            output.note("the token is shown only now: keep it secret");
            output.answer(created.token(), ServiceDocuments.created(created));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all access keys, also those that have expired. Their tokens cannot be shown.",
            footer = {"", "Example: likeness keys list"})
    static final class ListCommand extends OnKeys {
        @Override
        void run(AccessKeys keys, Instant now) {
            List<AccessKey> all = keys.list();
            StringBuilder text = new StringBuilder(
                    all.isEmpty()
                            ? "no access keys: create the first one with likeness keys create --name admin --role administer"
                            : String.format(
                                    Locale.ROOT,
                                    all.size() == 1 ? "%d access key%n" : "%,d access keys%n",
                                    all.size()));
            for (AccessKey key : all) {
                text.append(String.format(Locale.ROOT, "  %s%n", described(key, now)));
            }
            output.answer(text.toString(), ServiceDocuments.keys(all, now));
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Remove an access key: its token is refused from then on. This cannot be undone.",
            footer = {"", "Example: likeness keys revoke 7k2m9qx4t0ab"})
    static final class RevokeCommand extends OnKeys {
        @Parameters(paramLabel = "ID", description = "Id of the key, shown by likeness keys list; no token.")
        @SuppressWarnings("NullAway.Init") // required
        private String id;

        @Override
        void run(AccessKeys keys, Instant now) {
            AccessKey found = keys.list().stream()
                    .filter(key -> key.id().equals(id))
                    .findFirst()
                    .orElseThrow(this::missing);
            if (!keys.revoke(id)) {
                throw missing(); // another process was faster
            }
            output.answer("revoked: " + described(found, now), new RevokedKeyAnswer(ServiceDocuments.key(found, now)));
        }

        /** The message does not repeat what may be a token. */
        private LikenessException missing() {
            return LikenessException.notFound(String.format(
                    Locale.ROOT,
                    "%s has no access key of that id: likeness keys list shows the ids, 12 characters each",
                    state.keys()));
        }
    }
}
