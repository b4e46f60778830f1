package org.likeness.gallery.store;

import java.sql.SQLException;
import java.util.List;

/** A database that holds the tables of {@link Schema}. Thread-safe. */
interface Database extends AutoCloseable {
    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    /** The name of the gallery for messages, such as {@code gallery "staff.db"}. */
    String name();

    /** Reads one state: changes of others are not seen meanwhile. */
    <T> T read(Work<T> work);

    /** Makes one change, one after another with those of others: durable when the call returns, nothing if the work fails. */
    <T> T change(Work<T> work);

    /** Rows were inserted with ids that the database did not choose: it chooses none of them again. */
    void keepIds(Session session) throws SQLException;

    /** The size of the store in bytes. */
    long bytes();

    /**
     * Overwrites what committed changes have deleted, the write-ahead log included.
     *
     * @return places that may still hold it, one sentence each; empty if there is none that the store knows of
     */
    List<String> scrub();

    /** Problems of the store itself, one sentence each. */
    List<String> check();

    @Override
    void close();
}
