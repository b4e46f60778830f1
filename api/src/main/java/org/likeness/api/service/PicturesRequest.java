package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Request;

/**
 * Pictures within a JSON document.
 *
 * @param pictures one or more
 */
public record PicturesRequest(List<EncodedPicture> pictures) implements Request {
    public PicturesRequest {
        pictures = List.copyOf(Request.required("pictures", pictures));
    }
}
