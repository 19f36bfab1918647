package org.spikernel.internal.pictures;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours as CSS writes them, as numbers. */
public final class Colours {

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("black", 0x000000),
            Map.entry("white", 0xFFFFFF),
            Map.entry("red", 0xFF0000),
            Map.entry("green", 0x008000),
            Map.entry("blue", 0x0000FF),
            Map.entry("orange", 0xFFA500),
            Map.entry("yellow", 0xFFFF00),
            Map.entry("purple", 0x800080),
            Map.entry("brown", 0xA52A2A),
            Map.entry("gray", 0x808080),
            Map.entry("grey", 0x808080));

    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{3}|[0-9a-f]{6})");
    private static final Pattern RGB = Pattern.compile("rgba?\\((\\d+),(\\d+),(\\d+)(?:,([0-9.]+))?\\)");
    private static final Pattern HSL = Pattern.compile("hsl\\((\\d+),(\\d+)%,(\\d+)%\\)");

    /** Dark to light, and so in order on paper without colours too: Viridis, of Smith and van der Walt, at ninths. */
    private static final int[] VIRIDIS = {
        0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725
    };

    /** What stands where a colour is of none of these kinds. */
    private static final int OTHER = 0x444444;

    private Colours() {}

    /** Red, green and blue of a colour, 8 bits each; dark grey for one that is written in a way that nothing here knows. */
    public static int rgb(String css) {
        String colour = css.toLowerCase(Locale.ROOT).replace(" ", "");
        Matcher hex = HEX.matcher(colour);
        if (hex.matches()) {
            String digits = hex.group(1);
            return Integer.parseInt(digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1"), 16);
        }
        Matcher rgb = RGB.matcher(colour);
        if (rgb.matches()) {
            return rgb(byteOf(rgb.group(1)), byteOf(rgb.group(2)), byteOf(rgb.group(3)));
        }
        Matcher hsl = HSL.matcher(colour);
        return hsl.matches()
                ? ofHsl(number(hsl.group(1)), number(hsl.group(2)) / 100, number(hsl.group(3)) / 100)
                : NAMES.getOrDefault(colour, OTHER);
    }

    /** Whether nothing at all is to be seen of a colour. */
    public static boolean isClear(String css) {
        Matcher rgba = RGB.matcher(css.toLowerCase(Locale.ROOT).replace(" ", ""));
        return css.equals("transparent") || rgba.matches() && rgba.group(4) != null && number(rgba.group(4)) == 0;
    }

    /** As CSS writes it. */
    public static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06X", rgb & 0xFFFFFF);
    }

    /**
     * A colour of Viridis.
     *
     * @param share from 0 (dark) to 1 (light)
     */
    public static int viridis(double share) {
        double place = Math.max(0, Math.min(1, share)) * (VIRIDIS.length - 1);
        int below = Math.min((int) place, VIRIDIS.length - 2);
        return mixed(VIRIDIS[below], VIRIDIS[below + 1], place - below);
    }

    /** Between two colours; a share of 0 is the first. */
    static int mixed(int one, int other, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = one >> shift & 0xFF;
            int to = other >> shift & 0xFF;
            mixed |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return mixed;
    }

    /** Whether white lettering is read more easily on a colour than black. */
    public static boolean isDark(int rgb) {
        return 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF) < 140;
    }

    private static int ofHsl(double hue, double saturation, double lightness) {
        double chroma = saturation * Math.min(lightness, 1 - lightness);
        int[] parts = new int[3];
        int[] starts = {0, 8, 4};
        for (int i = 0; i < parts.length; i++) {
            double k = (starts[i] + hue / 30) % 12;
            parts[i] = (int) Math.round(255 * (lightness - chroma * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1))));
        }
        return rgb(parts[0], parts[1], parts[2]);
    }

    private static int rgb(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }

    private static int byteOf(String digits) {
        return (int) Math.min(255, number(digits));
    }

    private static double number(String digits) {
        return Double.parseDouble(digits);
    }
}
