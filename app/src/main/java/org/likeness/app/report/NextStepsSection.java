package org.likeness.app.report;

import java.util.List;
import org.likeness.app.report.markup.Element;

/**
 * Commands to continue with.
 *
 * @param steps commands to type
 */
public record NextStepsSection(List<Step> steps) implements Section {
    /**
     * A command.
     *
     * @param purpose what it does
     * @param command as it is typed in a shell
     */
    public record Step(String purpose, String command) {}

    @Override
    public String title() {
        return "How to go on";
    }

    @Override
    public Element body() {
        Element list = Element.styled("dl", "steps");
        for (Step step : steps) {
            list.add(Element.of("dt", step.purpose())).add(Element.of("dd").add(Element.of("code", step.command())));
        }
        return list;
    }
}
