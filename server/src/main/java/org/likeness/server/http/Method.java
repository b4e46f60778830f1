package org.likeness.server.http;

/** The methods of HTTP that routes have. */
public enum Method {
    /** Reads. */
    GET,
    /** Does something, or adds. */
    POST,
    /** Changes a part. */
    PATCH,
    /** Removes. */
    DELETE
}
