package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
        assertThat(ErrorMessages.describe(error(new Remedy(action, "sface"))).orElseThrow())
                .startsWith(FOUND + ": ")
                .hasSizeGreaterThan(FOUND.length() + 10)
                .doesNotContain("\n");
    }

    @Test
    void aRemedyIsFoundBehindAnExceptionThatNamesTheFile() {
        LikenessException outer =
                LikenessException.invalid("staff.db: " + FOUND, error(new Remedy(Remedy.Action.GIVE_THRESHOLD)));
        assertThat(ErrorMessages.describe(new IllegalStateException(outer)))
                .contains(
                        "staff.db: " + FOUND + ": give one with --threshold, or calibrate it with likeness calibrate");
    }

    @Test
    void aBugIsNotDescribed() {
        assertThat(ErrorMessages.describe(new IllegalArgumentException("a bug")))
                .isEmpty();
    }
}
