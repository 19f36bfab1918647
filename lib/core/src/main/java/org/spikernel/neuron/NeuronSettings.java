package org.spikernel.neuron;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What tells neurons from one another, by name and to the last bit. */
final class NeuronSettings {

    private NeuronSettings() {}

    /**
     * Those of a neuron.
     *
     * @param name of the number that its time constant comes from
     */
    static Map<String, String> of(String name, double number, LeakyNeuron neuron) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("neuron " + name, new BigDecimal(number).toPlainString());
        settings.put("neuron threshold", new BigDecimal(neuron.threshold()).toPlainString());
        settings.put("neuron reset", new BigDecimal(neuron.reset()).toPlainString());
        return settings;
    }
}
