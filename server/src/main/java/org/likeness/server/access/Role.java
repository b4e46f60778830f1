package org.likeness.server.access;

/** What an access key permits. Each role includes those before it. */
public enum Role {
    /** To compare two faces, or a face with one person. */
    VERIFY,
    /** To ask who somebody is. */
    IDENTIFY,
    /** To add, correct and forget people. */
    ENROLL,
    /** To manage galleries, access keys and the service. */
    ADMINISTER;

    /** Whether this role permits what the other one does. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
