package org.spikernel.neuron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.spikernel.Shared;

/** A layer of PLIF neurons whose potentials, spikes and gradients PyTorch computed: numbers [timestep, neuron]. */
public record PlifCase(JsonNode json) {

    /** All cases; skips the test where they are missing. */
    public static Stream<PlifCase> all() {
        try {
            JsonNode file = new ObjectMapper()
                    .readTree(Shared.golden("autosnn/plif_layer.json").toFile());
            return StreamSupport.stream(file.get("cases").spliterator(), false).map(PlifCase::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** With w as it is in the case. */
    public Plif neuron() {
        return new Plif(number("w"), number("v_th"), number("v_reset"));
    }

    public double number(String name) {
        return json.get(name).asDouble();
    }

    public int timesteps() {
        return json.get("timesteps").asInt();
    }

    /** Neurons of all samples. */
    public int neurons() {
        return json.get("input").get("data").size() / timesteps();
    }

    /** An array of the case. */
    public float[][] numbers(String name) {
        JsonNode data = json.get(name).get("data");
        float[][] numbers = new float[timesteps()][neurons()];
        for (int i = 0; i < data.size(); i++) {
            numbers[i / neurons()][i % neurons()] = (float) data.get(i).asDouble();
        }
        return numbers;
    }

    @Override
    public String toString() {
        return json.get("name").asText();
    }
}
