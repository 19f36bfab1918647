package org.spikernel.checkup;

import java.util.OptionalDouble;

import org.spikernel.internal.checks.Given;

/**
 * What was measured at a layer that has neurons or weights. Numbers that it does not have, or that were not looked at, are empty.
 *
 * @param place the layer's place in the network
 * @param firingRate spikes a neuron, image and timestep, from 0 to 1
 * @param highestPotential the highest potential of any neuron, image and timestep, before a spike resets it
 * @param threshold the potential at which its neurons spike
 * @param withinReach the share of all potentials at which the surrogate's slope is at least a hundredth of that at the threshold
 * @param gradient the norm of the gradient of its weights, of the mean loss of a batch, divided by the norm of the weights
 * @param change how far some steps moved its weights: the norm of the change divided by the norm of the weights
 */
public record CheckedLayer(
        String place,
        OptionalDouble firingRate,
        OptionalDouble highestPotential,
        OptionalDouble threshold,
        OptionalDouble withinReach,
        OptionalDouble gradient,
        OptionalDouble change) {

    public CheckedLayer {
        Given.text(place, "the place of a layer");
    }

    /** Of a layer of neurons. */
    public static CheckedLayer ofNeurons(
            String place,
            double firingRate,
            double highestPotential,
            OptionalDouble threshold,
            OptionalDouble withinReach) {
        return new CheckedLayer(
                place,
                OptionalDouble.of(firingRate),
                OptionalDouble.of(highestPotential),
                threshold,
                withinReach,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** Of a layer of weights. */
    public static CheckedLayer ofWeights(String place, double gradient, double change) {
        OptionalDouble none = OptionalDouble.empty();
        return new CheckedLayer(place, none, none, none, none, OptionalDouble.of(gradient), OptionalDouble.of(change));
    }
}
