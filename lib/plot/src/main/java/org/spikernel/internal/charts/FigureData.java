package org.spikernel.internal.charts;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the script of a figure hands to Plotly: its traces and its layout, as JSON.
 *
 * @param traces objects of Plotly's schema
 * @param layout an object of Plotly's schema
 */
public record FigureData(List<JsonNode> traces, JsonNode layout) {

    /** JavaScript writes objects more freely than JSON. */
    private static final JsonMapper JAVASCRIPT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private static final Pattern DECLARATION = Pattern.compile("var (trace\\d+|layout)\\s*=\\s*");

    /**
     * Reads a script of Tablesaw.
     *
     * @throws IllegalArgumentException if it has no traces, or one that is no plain object, such as one of a user's own may be
     */
    public static FigureData of(String script) {
        List<JsonNode> traces = new ArrayList<>();
        JsonNode layout = JsonNodeFactory.instance.objectNode();
        Matcher declaration = DECLARATION.matcher(script);
        for (int from = 0; declaration.find(from); ) {
            try (JsonParser parser = JAVASCRIPT.createParser(new StringReader(script.substring(declaration.end())))) {
                JsonNode value = parser.readValueAsTree();
                if (declaration.group(1).equals("layout")) {
                    layout = value;
                } else {
                    traces.add(value);
                }
                from = declaration.end() + (int) parser.currentLocation().getCharOffset();
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(
                        "the figure has a trace or a layout of its own that is no plain object of JavaScript: "
                                + e.getOriginalMessage(),
                        e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (traces.isEmpty() || !traces.stream().allMatch(JsonNode::isObject)) {
            throw new IllegalArgumentException("the figure has no traces that can be read");
        }
        return new FigureData(traces, layout);
    }

    /**
     * What front ends that draw {@code application/vnd.plotly.v1+json} themselves take. Numbers that JSON cannot write are null there,
     * which leaves a gap as well; the figure is as wide as its page, as in the interactive figure of a notebook.
     */
    public String json() {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        traces.forEach(trace -> data.add(finite(trace)));
        ObjectNode page = ((ObjectNode) finite(layout)).put("autosize", true);
        page.remove("width");
        for (String axis : List.of("xaxis", "yaxis")) {
            Optional.ofNullable((ObjectNode) page.get(axis)).ifPresent(each -> each.put("automargin", true));
        }
        if (isSquare()) {
            ((ObjectNode) page.get("yaxis")).put("scaleanchor", "x");
        }
        ObjectNode figure = JsonNodeFactory.instance.objectNode();
        figure.set("data", data);
        figure.set("layout", page);
        return figure.toString();
    }

    /** Whether a unit is as long on both axes: Tablesaw can ask for a constrained axis, but not say to which other axis' scale. */
    boolean isSquare() {
        return layout.path("yaxis").path("constrain").asText().equals("domain");
    }

    private static JsonNode finite(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), finite(field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(finite(element)));
            return copy;
        }
        return node.isNumber() && !Double.isFinite(node.asDouble()) ? NullNode.getInstance() : node;
    }
}
