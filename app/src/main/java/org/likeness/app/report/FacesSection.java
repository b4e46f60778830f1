package org.likeness.app.report;

import java.util.List;
import java.util.Optional;
import org.likeness.app.report.markup.Element;
import org.likeness.core.image.FaceImage;

/**
 * Faces as they were recognised and missed.
 *
 * @param groups trials that ended alike, each group chosen as its explanation says
 */
public record FacesSection(List<Group> groups) implements Section {
    private static final int SIDE = 112;

    /**
     * Trials that ended alike.
     *
     * @param name        such as {@code Recognised}
     * @param explanation which of them are shown, of how many
     * @param trials      possibly none
     */
    public record Group(String name, String explanation, List<Trial> trials) {}

    /**
     * A face and what it was taken for.
     *
     * @param shown   the picture that was to be recognised
     * @param nearest the enrolled picture that is nearest
     * @param own     where another one is nearest, the one that should have been
     */
    public record Trial(Face shown, Face nearest, Optional<Face> own) {}

    /**
     * A picture.
     *
     * @param picture  of any size
     * @param caption  who it is
     * @param distance to the picture that was to be recognised; none for that one itself
     */
    public record Face(FaceImage picture, String caption, Optional<Double> distance) {}

    @Override
    public String title() {
        return "Recognised and missed";
    }

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
        Element pair = Element.styled("div", "trial")
                .add(drawn("shown", trial.shown()))
                .add(drawn(trial.own().isPresent() ? "taken for" : "nearest", trial.nearest()));
        trial.own().ifPresent(own -> pair.add(drawn("really", own)));
        return pair;
    }

    private static Element drawn(String role, Face face) {
        Element caption = Element.of("figcaption")
                .add(Element.styled("span", "role").text(role))
                .add(Element.styled("span", "name").text(face.caption()));
        face.distance()
                .ifPresent(distance ->
                        caption.add(Element.styled("span", "distance").text(Figures.distance(distance))));
        return Element.styled("figure", "portrait")
                .add(Element.of("img")
                        .with("src", DataUri.jpeg(face.picture(), SIDE))
                        .with("alt", "%s: %s".formatted(role, face.caption()))
                        .with("width", SIDE)
                        .with("height", SIDE))
                .add(caption);
    }
}
