package org.spikernel.train.layers;

import java.io.IOException;

import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.JsonDeserializer;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonSerializer;
import org.nd4j.shade.jackson.databind.SerializerProvider;

import org.spikernel.neuron.DifferentiableNeuron;

/** Neurons of a user's own in DL4J's JSON: by their text alone, from which nobody can make them again. */
final class NeuronJson {

    private NeuronJson() {}

    /** From a neuron. */
    static final class Writer extends JsonSerializer<DifferentiableNeuron> {
        @Override
        public void serialize(DifferentiableNeuron neuron, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(neuron.toString());
        }
    }

    /** Refuses to make one. */
    static final class Reader extends JsonDeserializer<DifferentiableNeuron> {
        @Override
        public DifferentiableNeuron deserialize(JsonParser json, DeserializationContext context) throws IOException {
            throw JsonMappingException.from(
                    json,
                    "the neuron '" + json.getText()
                            + "' is none of the library's and cannot be read: build the graph with it and take over the parameters alone");
        }
    }
}
