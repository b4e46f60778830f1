package org.likeness.app.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.app.report.markup.Element;
import org.likeness.core.image.FaceImage;

/**
 * A section with faces.
 *
 * @param title  of the section
 * @param groups trials with the same outcome, each group selected as its explanation states
 */
public record FacesSection(String title, List<Group> groups) implements Section {
    private static final int SIDE = 112;

    /**
     * Trials that ended alike.
     *
     * @param name        such as {@code Recognized}
     * @param explanation which of them are shown, of how many
     * @param trials      possibly none
     */
    public record Group(String name, String explanation, List<Trial> trials) {}

    /**
     * Faces that are looked at together.
     *
     * @param faces the first one is what the others are compared with
     */
    public record Trial(List<Face> faces) {
        public Trial {
            faces = List.copyOf(faces);
        }
    }

    /**
     * A picture.
     *
     * @param role     what it is here, such as {@code nearest}
     * @param picture  of any size
     * @param caption  who it is
     * @param distance to the trial's first picture; none for that one itself
     */
    public record Face(String role, FaceImage picture, String caption, Optional<Double> distance) {}

    @Override
    public Element body() {
        Element body = Element.of("div");
        for (Group group : groups) {
            body.add(Element.of("h3", group.name()))
                    .add(Element.styled("p", "note").text(group.explanation()));
            Element trials = Element.styled("div", "trials");
            group.trials().forEach(trial -> trials.add(drawn(trial)));
            body.add(trials);
        }
        return body;
    }

    private static Element drawn(Trial trial) {
        Element pair = Element.styled("div", "trial");
        trial.faces().forEach(face -> pair.add(drawn(face)));
        return pair;
    }

    private static Element drawn(Face face) {
        Element caption = Element.of("figcaption")
                .add(Element.styled("span", "role").text(face.role()))
                .add(Element.styled("span", "name").text(face.caption()));
        face.distance()
                .ifPresent(distance ->
                        caption.add(Element.styled("span", "distance").text(Figures.distance(distance))));
        return Element.styled("figure", "portrait")
                .add(Element.of("img")
                        .with("src", DataUri.jpeg(face.picture(), SIDE))
                        .with("alt", String.format(Locale.ROOT, "%s: %s", face.role(), face.caption()))
                        .with("width", SIDE)
                        .with("height", SIDE))
                .add(caption);
    }
}
