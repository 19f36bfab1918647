package org.spikernel.train.layers;

import java.io.IOException;

import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.JsonDeserializer;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.JsonSerializer;
import org.nd4j.shade.jackson.databind.SerializerProvider;

/**
 * Surrogates in DL4J's JSON: those of the library by form and width, others by their name alone, from which nobody can make them again.
 */
final class SurrogateJson {

    private static final String FORM = "form";
    private static final String WIDTH = "width";
    private static final String NAME = "name";

    private SurrogateJson() {}

    /** From a surrogate. */
    static final class Writer extends JsonSerializer<Surrogate> {
        @Override
        public void serialize(Surrogate surrogate, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            if (surrogate instanceof BuiltInSurrogate known) {
                json.writeStringField(FORM, known.form().name());
                json.writeNumberField(WIDTH, known.width());
            } else {
                json.writeStringField(NAME, surrogate.name());
            }
            json.writeEndObject();
        }
    }

    /** To a surrogate. */
    static final class Reader extends JsonDeserializer<Surrogate> {
        @Override
        public Surrogate deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode surrogate = json.readValueAsTree();
            if (surrogate.has(NAME)) {
                throw JsonMappingException.from(
                        json,
                        "the surrogate '" + surrogate.get(NAME).asText()
                                + "' is none of the library's and cannot be read: build the graph with it and take over the parameters alone");
            }
            return BuiltInSurrogate.of(
                    BuiltInSurrogate.Form.valueOf(surrogate.path(FORM).asText()),
                    surrogate.path(WIDTH).asDouble());
        }
    }
}
