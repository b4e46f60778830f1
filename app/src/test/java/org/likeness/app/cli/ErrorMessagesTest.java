package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.api.Problem;
import org.likeness.api.ProblemCode;
import org.likeness.api.WireJson;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;

class ErrorMessagesTest {
    private static final String FOUND = "encoder 87aacdfe has no calibrated threshold";

    private static LikenessException error(Remedy remedy) {
        return new LikenessException(LikenessException.Kind.NOT_FOUND, FOUND, remedy);
    }

    @ParameterizedTest
    @EnumSource
    void theCommandLineSaysWhatToDoAfterEachMessage(Remedy.Action action) {
        assertThat(ErrorMessages.describe(error(new Remedy(action, "sface")))
                        .orElseThrow()
                        .detail())
                .startsWith(FOUND + ": ")
                .hasSizeGreaterThan(FOUND.length() + 10)
                .doesNotContain("\n");
    }

    @Test
    void aRemedyIsFoundBehindAnExceptionThatNamesTheFile() {
        LikenessException outer =
                LikenessException.invalid("staff.db: " + FOUND, error(new Remedy(Remedy.Action.GIVE_THRESHOLD)));
        assertThat(ErrorMessages.describe(new IllegalStateException(outer)))
                .contains(new Problem(
                        ProblemCode.INVALID,
                        "staff.db: " + FOUND + ": give one with --threshold, or calibrate it with likeness calibrate"));
    }

    @ParameterizedTest
    @EnumSource
    void theKindOfAnErrorIsTheCodeOfItsDocument(LikenessException.Kind kind) {
        ProblemCode code = ErrorMessages.describe(new LikenessException(kind, FOUND))
                .orElseThrow()
                .code();
        assertThat(WireJson.write(new Problem(code, FOUND))).contains('"' + kind.word() + '"');
    }

    @Test
    void failuresOfTheEnvironmentHaveACodeToo() {
        assertThat(ErrorMessages.describe(new UncheckedIOException(new NoSuchFileException("a.png"))))
                .contains(new Problem(ProblemCode.NOT_FOUND, "a.png: no such file or folder"));
        assertThat(ErrorMessages.describe(new AccessDeniedException("a.png"))
                        .orElseThrow()
                        .code())
                .isEqualTo(ProblemCode.UNAVAILABLE);
    }

    @Test
    void aBugIsNotDescribed() {
        assertThat(ErrorMessages.describe(new IllegalArgumentException("a bug")))
                .isEmpty();
    }
}
