package org.likeness.app.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.app.report.DetSection;
import org.likeness.core.evaluation.verification.GroupResult;
import org.likeness.core.evaluation.verification.IdentityBootstrap;

/** A DET chart for each attribute, with the groups that have the most pairs. */
final class GroupCurves {
    private static final int SHOWN = 4;

    private GroupCurves() {}

    static List<DetSection> of(GroupResult.All all, IdentityBootstrap bootstrap) {
        Map<String, List<GroupResult>> byAttribute = new LinkedHashMap<>();
        for (GroupResult group : all.results()) {
            byAttribute
                    .computeIfAbsent(group.attribute(), name -> new ArrayList<>())
                    .add(group);
        }
        List<DetSection> sections = new ArrayList<>();
        byAttribute.forEach((name, groups) -> sections.add(new DetSection(
                "Errors by " + name,
                groups.size() <= SHOWN
                        ? "Error rates at one threshold can differ between groups. Bands start where 30 false matches of a group are expected."
                        : String.format(Locale.ROOT, "The %d groups with most pairs, of %d.", SHOWN, groups.size()),
                groups.stream()
                        .sorted(Comparator.comparingInt(
                                (GroupResult group) -> -group.scored().size()))
                        .limit(SHOWN)
                        .map(group -> DetCurves.of(group.value(), group.scored(), group.people(), bootstrap))
                        .toList())));
        return sections;
    }
}
