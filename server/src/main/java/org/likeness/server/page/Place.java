package org.likeness.server.page;

/** Where a page is, for the navigation. */
public enum Place {
    SIGN_IN(false),
    GALLERIES(false),
    KEYS(false),
    AUDIT(false),
    RUNS(false),
    IDENTIFY(true),
    ENROLL(true),
    CLUSTER(true),
    PEOPLE(true),
    HISTORY(true),
    GALLERY(true),
    PROBLEM(false);

    private final boolean isOfGallery;

    Place(boolean isOfGallery) {
        this.isOfGallery = isOfGallery;
    }

    /** Whether its path names a gallery. */
    public boolean isOfGallery() {
        return isOfGallery;
    }
}
