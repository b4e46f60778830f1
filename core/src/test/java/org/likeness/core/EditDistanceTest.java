package org.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    private static final List<String> COMMANDS =
            List.of("quickstart", "data", "train", "evaluate", "calibrate", "embed", "enroll", "forget", "gallery");

    @ParameterizedTest
    @CsvSource({
        "train,train,0",
        "trian,train,1",
        "tran,train,1",
        "trainn,train,1",
        "'',abc,3",
        "kitten,sitting,3",
        "ca,abc,3"
    })
    void lettersPutInLeftOutChangedOrSwappedAreCounted(String a, String b, int distance) {
        assertThat(EditDistance.between(a, b)).isEqualTo(distance);
        assertThat(EditDistance.between(b, a)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({"trian,train", "enroll,enroll", "galery,gallery", "evalaute,evaluate", "quikstart,quickstart"})
    void aMistypedWordIsRecognized(String typed, String meant) {
        assertThat(EditDistance.nearest(typed, COMMANDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"doctor", "serve", "list", "x", "recognize", "--help"})
    void aWordThatIsNothingLikeTheOthersIsNotTakenForOne(String typed) {
        assertThat(EditDistance.nearest(typed, COMMANDS)).isEmpty();
    }
}
