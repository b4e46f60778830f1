package org.likeness.app.hostile;

/**
 * What is sent over one connection.
 *
 * @param kind   of the attack, for figures
 * @param bytes  one request, or several in a row
 * @param manner of sending them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HostileRequest(String kind, byte[] bytes, Manner manner) {
    /** How bytes are sent. */
    public enum Manner {
        /** All of them, and the replies are read. The last request asks for the end of the connection, so that a reply is due. */
        ANSWERED,
        /** Several requests at once. A refusal in the midst of them may end the connection, and what was not read yet is lost with it. */
        IN_A_ROW,
        /** All of them and nothing more: what is missing never comes. A reply may come. */
        ENDED,
        /** All of them, and the client goes without reading. */
        ABANDONED,
        /** In a few pieces with pauses; a reply is due. */
        IN_PIECES
    }

    /** Whether the service owes a reply. */
    public boolean isAnswerDue() {
        return manner == Manner.ANSWERED || manner == Manner.IN_PIECES;
    }
}
