package org.spikernel.jupyter.display;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.spikernel.plot.Picture;

/**
 * A drawing as an image in HTML. Pages that trust nobody leave elements of SVG out and let images stand: an untrusted notebook, and the
 * sites that show notebooks. It stands on white, since its letters are dark whatever the page is.
 */
final class StillPicture {

    private StillPicture() {}

    static String html(Picture picture) {
        return html(picture.svg(), picture.description());
    }

    /**
     * The drawing as an image.
     *
     * @param svg an {@code svg} element
     * @param description what it shows, for those who do not see it
     */
    static String html(String svg, String description) {
        String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        return "<img alt=\"" + Html.escape(description)
                + "\" style=\"max-width:100%;background:#fff\" src=\"data:image/svg+xml;base64," + data + "\">";
    }
}
