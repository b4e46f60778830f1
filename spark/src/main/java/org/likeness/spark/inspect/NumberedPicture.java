package org.likeness.spark.inspect;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.dataset.PictureSummary;
import org.likeness.export.SummariesFile;
import org.likeness.spark.part.PartGroup;

/**
 * A picture, by its number among all of the set.
 *
 * @param number in the order of the parts
 */
record NumberedPicture(long number, Member member) implements Serializable {
    /** What was seen of the pictures of a group, whose numbers follow one another from its first on. */
    static List<PictureSummary> summaries(PartGroup group) {
        List<PictureSummary> summaries = new ArrayList<>();
        group.files().forEach(file -> summaries.addAll(SummariesFile.read(Path.of(file))));
        return summaries;
    }
}
