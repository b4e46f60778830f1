package org.likeness.api.client;

import java.net.ProtocolException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongFunction;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.service.PeopleAnswer;

/** The people of all pages, one after the other; the next page is asked for when the one before it is used up. */
final class PeoplePages implements Iterator<EnrolledPerson> {
    private final LongFunction<PeopleAnswer> pages;
    private Iterator<EnrolledPerson> page = Collections.emptyIterator();
    private Optional<Long> next = Optional.of(0L);

    /** @param pages gives the page after an id */
    PeoplePages(LongFunction<PeopleAnswer> pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && next.isPresent()) {
            long after = next.get();
            PeopleAnswer answer = pages.apply(after);
            page = answer.people().iterator();
            next = Optional.ofNullable(answer.next());
            if (next.isPresent() && next.get() <= after) { // it would never end
                String text = "the page after person " + after + " is followed by the one after person " + next.get();
                throw new NoAnswerException(text, new ProtocolException(text));
            }
        }
        return page.hasNext();
    }

    @Override
    public EnrolledPerson next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
