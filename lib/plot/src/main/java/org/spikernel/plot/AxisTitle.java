package org.spikernel.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands at an axis: the name of a column in words, with the unit that columns of this name have. Names that the library's own tables
 * have are known; of others, a beginning such as {@code million_} or an end such as {@code _percent} tells.
 */
final class AxisTitle {

    private static final Map<String, String> TITLES = titles();

    private static final Map<String, String> BEGINNINGS =
            Map.of("thousand", "thousand", "million", "million", "times", "times as many");

    private static final Map<String, String> ENDS = Map.of(
            "percent", "%",
            "thousand", "thousand",
            "million", "million",
            "in_pixels", "pixels",
            "microjoules", "microjoules");

    private static final Pattern BEGINNING = Pattern.compile("(" + String.join("|", BEGINNINGS.keySet()) + ")_(.+)");
    private static final Pattern END = Pattern.compile("(.+)_(" + String.join("|", ENDS.keySet()) + ")");
    private static final Pattern ACCURACY = Pattern.compile("(?:.+_)?accuracy");
    private static final Pattern UNIT = Pattern.compile(".*\\((.+)\\)");

    private AxisTitle() {}

    private static Map<String, String> titles() {
        Map<String, String> titles = new TreeMap<>();
        titles.put("params", "parameters");
        titles.put("params_features", "convolution weights (parameters)");
        titles.put("convolution_weights", "convolution weights (parameters)");
        titles.put("weights", "weights (parameters)");
        titles.put("seconds", "time (seconds)");
        titles.put("firing_rate", "firing rate (spikes a timestep)");
        titles.put("trained_firing_rate", "trained firing rate (spikes a timestep)");
        titles.put("timestep", "time (timesteps)");
        titles.put("spikes", "spikes (for an image)");
        titles.put("spikes_before", "spikes before training (for an image)");
        titles.put("spikes_after", "spikes after training (for an image)");
        titles.put("spikes_thousand", "thousand spikes (for an image)");
        titles.put("microjoules", "energy (microjoules for an image)");
        titles.put("multiply_adds", "multiply-adds (operations for an image)");
        titles.put("operations", "additions (operations for an image)");
        titles.put("synaptic_operations", "synaptic operations (for an image)");
        titles.put("receptive_field", "receptive field (pixels)");
        titles.put("sees_pixels", "sees (pixels)");
        titles.put("pixels", "distance (pixels)");
        titles.put("reach_of_cell", "reach of the cell (pixels)");
        titles.put("lead", "lead (percent points)");
        titles.put("difference", "difference (percent points)");
        titles.put("speed_up", "speed-up (times as fast)");
        return titles;
    }

    /** The title of an axis of something that has no numbers, or whose numbers do not matter for its unit. */
    static String of(String column) {
        return of(column, new double[0]);
    }

    /**
     * The title of an axis.
     *
     * @param column name of the column
     * @param numbers that are drawn; accuracies above 1 are in percent, others shares
     */
    static String of(String column, double[] numbers) {
        if (TITLES.containsKey(column)) {
            return TITLES.get(column);
        }
        Matcher beginning = BEGINNING.matcher(column);
        if (beginning.matches()) {
            return words(beginning.group(2)) + " (" + BEGINNINGS.get(beginning.group(1)) + ")";
        }
        Matcher end = END.matcher(column);
        if (end.matches()) {
            return words(end.group(1)) + " (" + ENDS.get(end.group(2)) + ")";
        }
        if (ACCURACY.matcher(column).matches() && numbers.length > 0) {
            boolean percent = Arrays.stream(numbers).anyMatch(number -> number > 1);
            return words(column) + (percent ? " (%)" : " (share of the images)");
        }
        return words(column);
    }

    /** The unit that several columns on one axis share; empty where they do not. */
    static String shared(List<String> titles) {
        List<String> units = titles.stream()
                .map(UNIT::matcher)
                .map(unit -> unit.matches() ? unit.group(1) : "")
                .distinct()
                .toList();
        return units.size() == 1 ? units.get(0) : "";
    }

    static String words(String column) {
        return column.replace('_', ' ');
    }
}
