package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PostgresGalleryCommandsTest {
    @Test
    void filesAreCopiedAndDatabasesAreDumped() {
        String gallery = "postgresql://ann:secret@localhost/faces?currentSchema=staff&password=secret";
        for (String command : new String[] {"backup", "restore"}) {
            CommandRun run = CommandRun.of("gallery", command, "--gallery", gallery, "monday.db");
            run.assertMistake("postgresql://localhost/faces?currentSchema=staff:", "pg_dump and pg_restore");
            assertThat(run.err()).doesNotContain("secret");
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidInOneLine() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        CommandRun run =
                CommandRun.of("gallery", "list", "--gallery", "postgresql://ann:secret@localhost:" + closed + "/faces");
        run.assertMistake("gallery \"postgresql://localhost:" + closed + "/faces\": the server cannot be used");
        assertThat(run.err()).doesNotContain("secret");
    }
}
