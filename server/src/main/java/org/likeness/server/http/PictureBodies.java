package org.likeness.server.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;
import org.likeness.api.service.EncodedPicture;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.recognition.PictureSource;

/**
 * The pictures of a body: the body itself ({@code image/…} or {@code application/octet-stream}), the files of {@code multipart/form-data},
 * or Base64 within JSON. Addresses of pictures and paths are not taken: a service that fetches what strangers name is a door.
 */
final class PictureBodies {
    static final String DOCUMENT = "request";
    private static final String PICTURES = "pictures"; // with or without the name of a file
    private static final int LONGEST_NAME = 200;
    private static final int MOST_FIELDS = 1_000; // as many faces of a person can be chosen

    private PictureBodies() {}

    /**
     * The parts of a form.
     *
     * @param fields those that are neither named {@code pictures} nor have the name of a file, and a document in the part {@code request}, by name, in their order
     * @param files  the others; a browser's field for files that was left empty is none
     */
    record Form(Map<String, List<String>> fields, List<PictureSource> files) {
        /** A field that may be there once. */
        Optional<String> field(String name) {
            return fields.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    /** Whether the body is one picture. */
    static boolean isPicture(String type) {
        return type.startsWith("image/") || type.equals("application/octet-stream");
    }

    /** The parts of a form. Nothing of it is written to disk. */
    static Form form(String contentType, byte[] body, RequestLimits limits) {
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary(contentType));
        parser.setUseFilesForPartsWithoutFileName(false);
        parser.setMaxMemoryFileSize(-1); // all of it: the body has its limit
        parser.setMaxLength(body.length + 1L);
        parser.setMaxParts(limits.pictures() + MOST_FIELDS);
        try (MultiPartFormData.Parts parts =
                parser.parse(Content.Source.from(ByteBuffer.wrap(body))).join()) {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            List<PictureSource> files = new ArrayList<>();
            for (MultiPart.Part part : parts) {
                byte[] bytes = BufferUtil.toArray(Content.Source.asByteBuffer(part.getContentSource()));
                String field = part.getName() == null ? "" : part.getName();
                boolean isFile = part.getFileName() != null || field.equals(PICTURES);
                if (!isFile || field.equals(DOCUMENT)) {
                    fields.computeIfAbsent(field, name -> new ArrayList<>())
                            .add(new String(bytes, StandardCharsets.UTF_8));
                } else if (bytes.length > 0 || !"".equals(part.getFileName())) {
                    files.add(PictureSource.of(name(part.getFileName(), files.size()), bytes));
                }
            }
            return new Form(fields, bounded(files, limits));
        } catch (CompletionException e) {
            throw ServiceException.invalid(
                    "the form cannot be read: %s",
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        } catch (java.io.IOException e) {
            throw ServiceException.invalid("the form cannot be read: %s", e.getMessage());
        }
    }

    private static String boundary(String contentType) {
        try {
            String boundary = MultiPart.extractBoundary(contentType);
            if (boundary != null) {
                return boundary;
            }
        } catch (IllegalArgumentException e) {
            // a quote without its end, for example
        }
        throw ServiceException.invalid("multipart/form-data without a boundary");
    }

    /** The fields of a form without files. */
    static Map<String, List<String>> fields(String body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        String[] pairs = body.split("&", -1);
        if (pairs.length > MOST_FIELDS) {
            throw ServiceException.invalid("the form has %d fields; at most %d are read", pairs.length, MOST_FIELDS);
        }
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            try {
                fields.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(decoded(parts.length == 2 ? parts[1] : ""));
            } catch (IllegalArgumentException e) {
                throw ServiceException.invalid("the form cannot be read: %s", e.getMessage());
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Pictures in Base64. */
    static List<PictureSource> decoded(List<EncodedPicture> pictures, RequestLimits limits) {
        List<PictureSource> files = new ArrayList<>();
        for (EncodedPicture picture : pictures) {
            try {
                files.add(PictureSource.of(
                        name(picture.name(), files.size()), Base64.getDecoder().decode(picture.data())));
            } catch (IllegalArgumentException e) {
                throw ServiceException.invalid(
                        "%s: the data is not Base64: %s", name(picture.name(), files.size()), e.getMessage());
            }
        }
        return bounded(files, limits);
    }

    /** What the client calls the picture, never taken for a path. */
    static String name(@Nullable String given, int index) {
        String name = given == null ? "" : given.strip();
        return name.isEmpty()
                ? "picture " + (index + 1)
                : name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static List<PictureSource> bounded(List<PictureSource> files, RequestLimits limits) {
        if (files.size() > limits.pictures()) {
            throw ServiceException.of(
                    ServiceProblemCode.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "%d pictures; at most %d are taken in one request",
                            files.size(),
                            limits.pictures()));
        }
        return files;
    }
}
