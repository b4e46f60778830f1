package org.likeness.server;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.TreeMap;

/** The documents of the module {@code api}, by simple name. */
final class ApiRecords {
    private ApiRecords() {}

    static Map<String, Class<?>> byName() {
        Map<String, Class<?>> records = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().importPackages("org.likeness.api")) {
            if (type.isRecord() && !type.getPackageName().endsWith(".client")) {
                records.put(type.getSimpleName(), type.reflect());
            }
        }
        return records;
    }
}
