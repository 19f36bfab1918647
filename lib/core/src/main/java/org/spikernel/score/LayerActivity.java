package org.spikernel.score;

import java.util.List;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How active one layer of neurons was, over all images and timesteps.
 *
 * @param place the layer's place in the network
 * @param neurons neurons in the layer
 * @param firingRate spikes a neuron, sample and timestep, from 0 to 1
 */
public record LayerActivity(String place, int neurons, double firingRate) {

    /** Mean firing rate over the neurons of some layers, from 0 to 1; NaN where there are no neurons. */
    public static double firingRate(List<LayerActivity> layers) {
        double spikes = layers.stream()
                .mapToDouble(layer -> layer.firingRate() * layer.neurons())
                .sum();
        return spikes / layers.stream().mapToDouble(LayerActivity::neurons).sum();
    }

    /** One row a layer: place, neurons, firing_rate. */
    public static Table table(List<LayerActivity> layers) {
        StringColumn places = StringColumn.create("place");
        IntColumn neurons = IntColumn.create("neurons");
        DoubleColumn rates = DoubleColumn.create("firing_rate");
        for (LayerActivity layer : layers) {
            places.append(layer.place());
            neurons.append(layer.neurons());
            rates.append(layer.firingRate());
        }
        return Table.create("activity", places, neurons, rates);
    }
}
