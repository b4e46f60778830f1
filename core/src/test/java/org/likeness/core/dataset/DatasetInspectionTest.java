package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.DatasetInspection.Copies;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.dataset.DatasetInspection.SizeRange;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceImage;

class DatasetInspectionTest {
    @TempDir
    private Path folder;

    @Test
    void everythingThatIsWrongIsFoundAndNamed() {
        byte[] again = Drawings.encode(Drawings.smooth(64, 64, new SplittableRandom(1)), "jpg");
        put("ann/1.png", Albums.png(1));
        put("ann/2.png", Albums.png(2));
        put("ann/copy of 2.png", Albums.png(2));
        put("bob/1.png", Albums.png(3));
        put("bob/ann again.jpg", again);
        put("cay/cut.png", Arrays.copyOf(Albums.png(4), 100));
        put("cay/empty.jpg", new byte[0]);
        put("cay/good.bmp", Drawings.encode(Drawings.smooth(40, 50, new SplittableRandom(5)), "bmp"));
        put("dan/bad.jpg", new byte[] {1, 2, 3, 4});

        var done = new AtomicInteger();
        DatasetInspection found =
                DatasetInspection.of(FolderDataset.read(folder), 3, count -> done.accumulateAndGet(count, Math::max));

        assertThat(done).hasValue(9);
        assertThat(found.identities()).isEqualTo(4);
        assertThat(found.pictures()).isEqualTo(9);
        assertThat(found.histogram()).isEqualTo(Map.of(0, 1, 1, 1, 2, 1, 3, 1));
        assertThat(found.identitiesWithPositives()).isEqualTo(2);
        assertThat(found.sizes()).contains(new SizeRange(32, 64, 32, 64));
        assertThat(found.unreadable())
                .extracting(unreadable -> unreadable.member().picture(), DatasetInspection.Unreadable::reason)
                .containsExactly(
                        tuple("cay/cut.png", "truncated PNG at byte 100: it ends before its last chunk"),
                        tuple("cay/empty.jpg", "the file is empty (0 bytes)"),
                        tuple(
                                "dan/bad.jpg",
                                "not a JPEG, PNG, PGM, PPM, BMP, WebP, GIF or TIFF picture: it begins with bytes 01 02 03 04"));
        assertThat(names(found.identical())).containsExactly(List.of("ann/2.png", "ann/copy of 2.png"));
        assertThat(names(found.nearIdentical())).containsExactly(List.of("ann/1.png", "bob/ann again.jpg"));
        assertThat(names(found.underTwoIdentities())).containsExactly(List.of("ann/1.png", "bob/ann again.jpg"));
        assertThat(found.copiesAreCut()).isFalse();
    }

    @Test
    void goodDataGiveNoAlarm() {
        FaceDataset data = Albums.of("good", 5, 4, 3, 2, 1);
        DatasetInspection found = DatasetInspection.of(data, 2, count -> {});
        assertThat(found.unreadable()).isEmpty();
        assertThat(found.copies()).isEmpty();
        assertThat(found.hash()).isEqualTo(DatasetHash.of(data));
    }

    @Test
    void threadsDoNotChangeWhatIsFound() {
        FaceDataset data = Albums.of("good", 3, 3, 3, 3);
        assertThat(DatasetInspection.of(data, 8, count -> {})).isEqualTo(DatasetInspection.of(data, 1, count -> {}));
    }

    @Test
    void mistakeInAPictureIsNotSwallowed() {
        var data = new FaceDataset("broken", List.of(new Identity("p", List.of(new Broken()))));
        assertThatThrownBy(() -> DatasetInspection.of(data, 2, count -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    private record Broken() implements Picture {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public FaceImage decode() {
            throw new IllegalStateException("a bug");
        }
    }

    private static List<List<String>> names(List<Copies> copies) {
        return copies.stream()
                .map(group -> group.members().stream().map(Member::picture).toList())
                .toList();
    }

    private void put(String file, byte[] bytes) {
        Albums.write(folder.resolve(file), bytes);
    }
}
