package org.spikernel.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.Weights;
import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.internal.passes.ParameterArrays;
import org.spikernel.internal.passes.ParameterArrays.Form;
import org.spikernel.internal.sealed.FileHeader;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;

/** What several networks learn together, place by place, and how many steps they have taken. */
final class SharedLearning {

    /** Of the state, as that of {@link TrainableNetwork}. */
    private static final int FORMAT = 0x5350_5332;

    /** Format and number of steps. */
    private static final int BEGINNING = 2 * Integer.BYTES;

    private static final String PLACES = "places";
    private static final String PLACES_KIND = "Spikernel places of a super-network";
    private static final String SEPARATOR = "\t";

    private final ParameterArrays arrays;
    private final KeptArrays kept;
    private final SharedKernels kernels;
    private final Set<String> begun = new HashSet<>();
    private int steps;

    /**
     * Nothing yet, to be learned by a recipe.
     *
     * @param kernels that convolutions share
     */
    SharedLearning(TrainingRecipe recipe, SharedKernels kernels) {
        this.kernels = kernels;
        arrays = new ParameterArrays(recipe.optimizer().moments(), SharedPlace::of);
        kept = KeptArrays.of(recipe);
    }

    ParameterArrays arrays() {
        return arrays;
    }

    /** Gives a layer what has been learned at its place: its first weights, unless a network has had one there before. */
    void begin(Node layer, List<ParameterArray> parameters, Weights first) {
        Optional<SharedKernel> kernel = kernels.of(layer);
        if (kernel.isPresent()) {
            beginKernel(kernel.get(), layer, parameters.get(0), first);
        } else if (begun.add(SharedPlace.of(layer))) {
            LayerWeights weights = first.of(layer);
            assign(parameters.get(0), weights.weights());
            if (weights.biases().length > 0) {
                assign(parameters.get(1), weights.biases());
            }
        }
    }

    private void beginKernel(SharedKernel kernel, Node convolution, ParameterArray weights, Weights first) {
        ParameterArray whole = arrays.kernel(kernel.whole());
        if (begun.add(SharedPlace.of(kernel.whole()))) {
            assign(whole, kernel.first(first));
        }
        if (!kernel.isWholeOf(convolution)) {
            kernel.cut(whole, weights, convolution);
        }
    }

    private static void assign(ParameterArray target, float[] values) {
        System.arraycopy(values, 0, target.values(), 0, values.length);
    }

    int steps() {
        return steps;
    }

    /** Counts a step of a network, and takes what that has made of kernels that are the centres of others. */
    void countStep(Network network) {
        steps++;
        for (Node layer : network.nodes()) {
            kernels.of(layer)
                    .filter(kernel ->
                            !kernel.isWholeOf(layer) && arrays.places().contains(layer.place()))
                    .ifPresent(kernel -> {
                        kernel.paste(arrays.kernel(layer), arrays.kernel(kernel.whole()), layer);
                        arrays.forget(layer.place());
                    });
        }
    }

    /** Copies of what was learned, by place. */
    Map<String, TrainedLayer> layers() {
        Map<String, TrainedLayer> layers = new LinkedHashMap<>();
        arrays.places().forEach(place -> layers.put(place, copy(arrays.of(place))));
        return layers;
    }

    /** A copy of what a layer has learned: weights and biases are trained, means and variances measured. */
    static TrainedLayer copy(List<ParameterArray> learned) {
        List<float[]> trained = copies(learned, true);
        List<float[]> measured = copies(learned, false);
        return new TrainedLayer(trained.get(0), at(1, trained), at(0, measured), at(1, measured));
    }

    private static List<float[]> copies(List<ParameterArray> learned, boolean areTrained) {
        return learned.stream()
                .filter(parameter -> parameter.isTrained() == areTrained)
                .map(parameter -> parameter.values().clone())
                .toList();
    }

    private static float[] at(int index, List<float[]> arrays) {
        return index < arrays.size() ? arrays.get(index) : new float[0];
    }

    // Files.

    /** Adds all that a later step depends on to a file: which arrays there are, and what is in them. */
    void putInto(ZippedFile file) {
        file.put(PLACES, new FileHeader(PLACES_KIND, forms()).text()).put(TrainableNetwork.STATE, this::writeState);
    }

    private Map<String, String> forms() {
        Map<String, String> forms = new LinkedHashMap<>();
        for (String place : arrays.places()) {
            for (Form form : arrays.forms(place)) {
                forms.put(Integer.toString(forms.size()), new PlacedForm(place, form).text());
            }
        }
        return forms;
    }

    /** An array of a place, as a file names it. */
    private record PlacedForm(String place, Form form) {

        private static final int PARTS = 5;

        String text() {
            return String.join(
                    SEPARATOR,
                    Integer.toString(form.length()),
                    Integer.toString(form.parts()),
                    Boolean.toString(form.isTrained()),
                    form.name(),
                    place);
        }

        static PlacedForm parse(String text) {
            String[] parts = text.split(SEPARATOR, PARTS);
            if (parts.length < PARTS) {
                throw new IllegalArgumentException(
                        "'" + PLACES + "' should say what is kept at a place, but says '" + text + "'");
            }
            Form form = new Form(
                    parts[3], Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Boolean.parseBoolean(parts[2]));
            return new PlacedForm(parts[4], form);
        }
    }

    private void writeState(DataOutput out) throws IOException {
        out.writeInt(FORMAT);
        out.writeInt(steps);
        kept.write(all(), out);
    }

    private List<ParameterArray> all() {
        return arrays.places().stream()
                .flatMap(place -> arrays.of(place).stream())
                .toList();
    }

    /**
     * What was put into a file.
     *
     * @throws IllegalArgumentException if the file lacks it, or is damaged
     * @throws IOException if it cannot be read
     */
    static SharedLearning read(OpenedZip zip, TrainingRecipe recipe, SharedKernels kernels) throws IOException {
        List<PlacedForm> forms = FileHeader.read(PLACES_KIND, PLACES, zip).facts().values().stream()
                .map(PlacedForm::parse)
                .toList();
        SharedLearning learning = new SharedLearning(recipe, kernels);
        long size = BEGINNING
                + learning.kept.sizeOf(forms.stream().map(PlacedForm::form).toList());
        zip.read(TrainableNetwork.STATE, size, in -> {
            // Not before, so that no file makes room for more than it holds.
            forms.forEach(learning::add);
            learning.restore(in);
        });
        return learning;
    }

    private void add(PlacedForm placed) {
        arrays.add(placed.place(), placed.form());
        begun.add(placed.place());
    }

    private void restore(DataInput in) throws IOException {
        if (in.readInt() != FORMAT) {
            throw new IllegalArgumentException("'" + TrainableNetwork.STATE
                    + "' is no state of a super-network, or of a version whose trainings have other bits");
        }
        steps = in.readInt();
        kept.read(all(), in);
    }
}
