package org.likeness.api.service;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an access key permits; each role includes those before it. */
public enum KeyRole {
    /** To compare two faces, or a face with one person. */
    @JsonProperty("verify")
    VERIFY,
    /** To ask who somebody is. */
    @JsonProperty("identify")
    IDENTIFY,
    /** To add, correct and forget people. */
    @JsonProperty("enroll")
    ENROLL,
    /** To manage galleries, access keys and the service. */
    @JsonProperty("administer")
    ADMINISTER
}
