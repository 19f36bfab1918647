package org.spikernel.jupyter.display;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * The script that draws figures, to be put into a page once.
 *
 * <p>It travels compressed, and the page inflates it: 3 MB instead of 11. A figure that is on the page before the script is draws itself as
 * soon as the script has arrived.
 */
public final class PlotlyScript {

    private static final String PLOTLY = "/META-INF/resources/webjars/plotly.js-dist/2.35.3/plotly.js";
    private static final String LOADER = "load-plotly.js";

    private PlotlyScript() {}

    private static final class Holder {
        private static final String HTML =
                "<script>" + resource(LOADER).replace("PLOTLY_GZIP_BASE64", compressed(PLOTLY)) + "</script>";
    }

    /** A {@code <script>} element that sets {@code window.Plotly} and draws the figures that wait for it; it loads nothing. */
    public static String html() {
        return Holder.HTML;
    }

    /** A text file that stands beside this class or, with a leading slash, anywhere on the class path. */
    static String resource(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static String compressed(String name) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(compressed.toByteArray());
    }

    private static byte[] bytes(String name) {
        try (InputStream in = PlotlyScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path; build the kernel anew with Maven");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
