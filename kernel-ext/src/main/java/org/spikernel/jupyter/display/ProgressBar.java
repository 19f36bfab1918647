package org.spikernel.jupyter.display;

import java.util.Locale;

import org.spikernel.progress.ProgressStep;

/** A progress bar with its figures beside it. */
public final class ProgressBar {

    private static final int TEXT_WIDTH = 30;

    private ProgressBar() {}

    /** The bar as HTML, in colours that suit light and dark pages. */
    public static String html(ProgressStep step) {
        return String.format(
                Locale.ROOT,
                "<div style=\"display:flex;align-items:center;gap:0.8em;font-variant-numeric:tabular-nums\">"
                        + "<div style=\"flex:0 0 16em;height:0.7em;border-radius:0.35em;background:rgba(128,128,128,0.3);"
                        + "overflow:hidden\"><div style=\"width:%.1f%%;height:100%%;background:#2a7fb8\"></div></div>"
                        + "<span>%s</span></div>",
                100 * step.fraction(),
                Html.escape(step.line()));
    }

    /** The bar in characters. */
    public static String text(ProgressStep step) {
        int filled = (int) (TEXT_WIDTH * step.fraction());
        return "[" + "#".repeat(filled) + ".".repeat(TEXT_WIDTH - filled) + "] " + step.line();
    }
}
