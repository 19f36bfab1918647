package org.spikernel.train;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.internal.passes.ParameterArrays;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Parameters;

/** What several networks learn together, place by place, and how many steps they have taken. */
final class SharedLearning {

    private final ParameterArrays arrays;
    private final Map<String, Learned> places = new HashMap<>();
    private int steps;

    private record Learned(Node layer, List<ParameterArray> parameters) {}

    /** Nothing yet, to be learned by a recipe. */
    SharedLearning(TrainingRecipe recipe) {
        arrays = new ParameterArrays(recipe.optimizer().moments(), Node::place);
    }

    ParameterArrays arrays() {
        return arrays;
    }

    /** Takes note of a layer; says whether no network has had one at its place before. */
    boolean add(Node layer, List<ParameterArray> parameters) {
        return places.put(layer.place(), new Learned(layer, parameters)) == null;
    }

    int steps() {
        return steps;
    }

    /** Counts a step of one of the networks. */
    void countStep() {
        steps++;
    }

    /** Copies of what was learned, by place. */
    Map<String, TrainedLayer> layers() {
        Map<String, TrainedLayer> layers = new LinkedHashMap<>();
        places.forEach((place, learned) -> layers.put(place, copy(learned.layer(), learned.parameters())));
        return layers;
    }

    /** A copy of what a layer has learned. */
    static TrainedLayer copy(Node layer, List<ParameterArray> learned) {
        Iterator<float[]> kept =
                learned.stream().map(parameter -> parameter.values().clone()).iterator();
        Parameters parameters = layer.parameters();
        return new TrainedLayer(
                kept.next(),
                next(kept, parameters.biases()),
                next(kept, parameters.statistics()),
                next(kept, parameters.statistics()));
    }

    private static float[] next(Iterator<float[]> kept, int count) {
        return count > 0 ? kept.next() : new float[0];
    }
}
