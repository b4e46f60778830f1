package org.likeness.model.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;

/** A source of a published file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Source.NpmPackage.class), @JsonSubTypes.Type(Source.Https.class)})
public sealed interface Source {
    /**
     * A file inside a package, fetched by the user's own {@code npm} client with whatever registry it is set to.
     *
     * @param npm     the package's name
     * @param version of the package
     * @param path    of the file inside it, with slashes
     */
    record NpmPackage(String npm, String version, String path) implements Source {
        /** The package as npm's command line names it. */
        public String specifier() {
            return npm + "@" + version;
        }
    }

    /**
     * A file behind an address.
     *
     * @param https its address
     */
    record Https(URI https) implements Source {}
}
