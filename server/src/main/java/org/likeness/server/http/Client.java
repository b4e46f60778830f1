package org.likeness.server.http;

/** What calls a route, how it shows who it is, and what it is answered with. */
public enum Client {
    /** A program: each request has an access key, and is answered with a document. */
    PROGRAM,
    /** A browser: a cookie stands for the key that somebody signed in with, and a page is shown. */
    BROWSER
}
