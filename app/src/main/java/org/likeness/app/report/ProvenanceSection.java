package org.likeness.app.report;

import java.util.List;
import java.util.Optional;
import org.likeness.app.report.markup.Element;

/**
 * Provenance: settings, data, versions and machine, enough to repeat the run.
 *
 * @param groups related properties
 * @param recipe the recipe as YAML
 */
public record ProvenanceSection(List<Group> groups, Optional<String> recipe) implements Section {
    /**
     * Facts under a common name.
     *
     * @param name  such as {@code Data}
     * @param facts in the order in which they are shown
     */
    public record Group(String name, List<Fact> facts) {}

    /**
     * A fact.
     *
     * @param name  what
     * @param value how much, which
     */
    public record Fact(String name, String value) {}

    @Override
    public String title() {
        return "What was done";
    }

    @Override
    public Element body() {
        Element cards = Element.styled("div", "cards");
        for (Group group : groups) {
            Element facts = Element.of("dl");
            group.facts()
                    .forEach(fact -> facts.add(Element.of("dt", fact.name())).add(Element.of("dd", fact.value())));
            cards.add(Element.styled("div", "card")
                    .add(Element.of("h3", group.name()))
                    .add(facts));
        }
        Element body = Element.of("div").add(cards);
        recipe.ifPresent(yaml ->
                body.add(Parts.details("The recipe, complete", Element.of("pre").add(Element.of("code", yaml)))));
        return body;
    }
}
