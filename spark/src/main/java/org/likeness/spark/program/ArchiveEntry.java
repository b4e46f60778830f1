package org.likeness.spark.program;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an entry of an archive is for, by its name: what is done with it where several archives become one. */
enum ArchiveEntry {
    /** A class or a resource: the first of a name is taken, as on a class path. */
    CONTENT,
    /** A list of providers of a service: those of all archives are. */
    SERVICE,
    /** A license or a notice: each archive's own is kept. */
    NOTICE,
    /** What is true of its own archive alone: manifest, index, signatures, the description of a module. */
    LEFT_OUT;

    /** Where lists of providers are. */
    static final String SERVICES = "META-INF/services/";

    /** Where classes for newer releases of Java are. */
    static final String VERSIONS = "META-INF/versions/";

    private static final Pattern VERSION = Pattern.compile(VERSIONS + "\\d+/(.+)");
    private static final Pattern NOTICES =
            Pattern.compile("(meta-inf/)?(license|licence|notice|copying|copyright|dependencies|third-party)[^/]*");
    private static final Pattern OF_ITS_ARCHIVE =
            Pattern.compile("meta-inf/(manifest\\.mf|index\\.list|sig-[^/]*|[^/]*\\.(sf|rsa|dsa|ec))");

    static ArchiveEntry of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (OF_ITS_ARCHIVE.matcher(lower).matches() || inAnyVersion(name).equals("module-info.class")) {
            return LEFT_OUT;
        }
        if (name.startsWith(SERVICES) && !name.endsWith("/")) {
            return SERVICE;
        }
        return NOTICES.matcher(lower).matches() && !name.endsWith(".class") ? NOTICE : CONTENT;
    }

    /** The name without the release of Java that the entry is for. */
    static String inAnyVersion(String name) {
        Matcher versioned = VERSION.matcher(name);
        return versioned.matches() ? versioned.group(1) : name;
    }
}
