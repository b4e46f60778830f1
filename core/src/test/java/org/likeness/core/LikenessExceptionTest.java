package org.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class LikenessExceptionTest {
    @Test
    void theMessageIsOneLineOfPrintableText() {
        assertThat(LikenessException.corrupt("a\u001b[2Jb\nc")).hasMessage("a\\u001b[2Jb\\u000ac");
    }

    @Test
    void kindCauseAndRemedyAreKept() {
        IOException cause = new IOException("disk");
        Remedy remedy = new Remedy(Remedy.Action.DOWNLOAD, "sface");
        LikenessException error =
                new LikenessException(LikenessException.Kind.UNAVAILABLE, "cannot be read", cause, remedy);
        assertThat(error).hasCause(cause);
        assertThat(error.kind().word()).isEqualTo("unavailable");
        assertThat(error.remedy()).contains(remedy);
        assertThat(LikenessException.notFound("no such file").kind().word()).isEqualTo("not-found");
        assertThat(LikenessException.notFound("no such file").remedy()).isEmpty();
    }

    @Test
    void anErrorThatComesFromAnotherMachineHasNoRemedy() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new LikenessException(
                    LikenessException.Kind.CORRUPT, "broken", new Remedy(Remedy.Action.DOWNLOAD, "sface")));
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            LikenessException error = (LikenessException) in.readObject();
            assertThat(error.kind()).isEqualTo(LikenessException.Kind.CORRUPT);
            assertThat(error.remedy()).isEmpty();
        }
    }
}
