package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.folder.FolderDataset;

class DatasetHashTest {
    @Test
    void isWhatSha256sumOfItsOutputGives(@TempDir Path folder) {
        Albums.write(folder.resolve("ann/10.jpg"), "ten".getBytes(StandardCharsets.UTF_8));
        Albums.write(folder.resolve("ann/9.jpg"), "nine".getBytes(StandardCharsets.UTF_8));
        Albums.write(folder.resolve("bob/é.jpg"), "é".getBytes(StandardCharsets.UTF_8));
        // From: sha256sum ann/10.jpg ann/9.jpg bob/é.jpg | sha256sum
        assertThat(DatasetHash.of(FolderDataset.read(folder)))
                .isEqualTo("95cc8fdae569b77135a021fd1156e06791f27ee0d1f2dc77deec142b3be87204");
    }

    @Test
    void doesNotDependOnTheOrderOfIdentities() {
        FaceDataset data = Albums.of("one", 2, 3, 1);
        List<Identity> reversed = new ArrayList<>(data.identities());
        Collections.reverse(reversed);
        assertThat(DatasetHash.of(new FaceDataset("other", reversed))).isEqualTo(DatasetHash.of(data));
    }

    @Test
    void changesWithAnyPicture() {
        assertThat(DatasetHash.of(Albums.of("one", 2, 3))).isNotEqualTo(DatasetHash.of(Albums.of("one", 2, 2)));
        Identity ann = new Identity("ann", List.of(new Albums.Drawn("ann/1", 1)));
        Identity otherAnn = new Identity("ann", List.of(new Albums.Drawn("ann/1", 2)));
        assertThat(DatasetHash.of(new FaceDataset("one", List.of(ann))))
                .isNotEqualTo(DatasetHash.of(new FaceDataset("one", List.of(otherAnn))));
    }
}
