package org.spikernel.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.ParamCount;
import org.spikernel.score.Energy;
import org.spikernel.score.EnergyCosts;

/**
 * A trained network among others that it is compared with.
 *
 * <pre>{@code
 * var one = TestedModel.of("3x3", "searched", model, images.test());
 * TestedModel.table("Trained networks", List.of(one, another));
 * }</pre>
 *
 * @param name what it is called
 * @param kind what it has in common with some of the others
 * @param model the network and its weights
 * @param test how it does on images that it has not learned
 */
public record TestedModel(String name, String kind, TrainedModel model, TestResult test) {

    public TestedModel {
        Given.value(name, "the name of a tested model");
        Given.value(kind, "the kind of a tested model");
        Given.value(model, "the model that is tested");
        Given.value(test, "the test of a model");
    }

    /**
     * Tests a model.
     *
     * @throws IllegalArgumentException if the images do not fit the network
     */
    public static TestedModel of(String name, String kind, TrainedModel model, ImageSet images) {
        return new TestedModel(name, kind, model, model.test(images));
    }

    /** The share of images that were recognised, in percent. */
    public double percent() {
        return 100 * test.accuracy();
    }

    /** Spikes for an image as AutoSNN counts them: those of all neurons, and what passes max pooling once more. */
    public double spikes() {
        return test.spikesWithMaxPooling();
    }

    /** The parameters of its network. */
    public ParamCount params() {
        return model.network().params();
    }

    /**
     * Spikes of the neurons for an image, part by part in the order of the network: a part is what the places of layers share up to their last
     * point, such as a block.
     */
    public Map<String, Double> spikesByPart() {
        Map<String, Double> spikes = new LinkedHashMap<>();
        int timesteps = model.network().timesteps();
        test.layers()
                .forEach(layer -> spikes.merge(
                        layer.place().replaceFirst("\\.[^.]*$", ""),
                        layer.firingRate() * layer.neurons() * timesteps,
                        Double::sum));
        return spikes;
    }

    /** Where models spend their spikes, one row a part: network (the name of the model), position (1, 2, ...), part, spikes. */
    public static Table spikesByPart(String name, List<TestedModel> models) {
        Table table = Table.create(
                name,
                StringColumn.create("network"),
                IntColumn.create("position"),
                StringColumn.create("part"),
                DoubleColumn.create("spikes"));
        for (TestedModel model : models) {
            int position = 1;
            for (Map.Entry<String, Double> part : model.spikesByPart().entrySet()) {
                Row row = table.appendRow();
                row.setString("network", model.name);
                row.setInt("position", position++);
                row.setString("part", part.getKey());
                row.setDouble("spikes", part.getValue());
            }
        }
        return table;
    }

    /** One row a kind, in the order of first mention: kind, networks (how many), and their means: accuracy_percent, spikes. */
    public static Table means(String name, List<TestedModel> models) {
        Map<String, List<TestedModel>> kinds = models.stream()
                .collect(Collectors.groupingBy(TestedModel::kind, LinkedHashMap::new, Collectors.toList()));
        return Table.create(
                name,
                StringColumn.create("kind", kinds.keySet()),
                IntColumn.create(
                        "networks", kinds.values().stream().mapToInt(List::size).toArray()),
                DoubleColumn.create(
                        "accuracy_percent", kinds.values().stream().mapToDouble(of -> mean(of, TestedModel::percent))),
                DoubleColumn.create(
                        "spikes", kinds.values().stream().mapToDouble(of -> mean(of, TestedModel::spikes))));
    }

    private static double mean(List<TestedModel> models, ToDoubleFunction<TestedModel> number) {
        return models.stream().mapToDouble(number).average().orElse(Double.NaN);
    }

    /**
     * The energy that models take for an image, from few spikes to many, one row a model: network (its name), accuracy_percent, spikes,
     * microjoules, microjoules_int8 (by {@link EnergyCosts#INT8_45NM}), microjoules_without_spikes (what an ordinary network of the same shape
     * takes).
     *
     * @param images of the shape that the networks read; some dozens tell it within a few percent
     */
    public static Table energies(String name, List<TestedModel> models, ImageBatch images) {
        List<TestedModel> sorted = models.stream()
                .sorted(Comparator.comparingDouble(TestedModel::spikes))
                .toList();
        List<Energy> energies =
                sorted.stream().map(each -> each.model.energy(images)).toList();
        return Table.create(
                name,
                StringColumn.create("network", sorted.stream().map(TestedModel::name)),
                DoubleColumn.create("accuracy_percent", sorted.stream().mapToDouble(TestedModel::percent)),
                DoubleColumn.create("spikes", sorted.stream().mapToDouble(TestedModel::spikes)),
                DoubleColumn.create("microjoules", energies.stream().mapToDouble(Energy::microjoules)),
                DoubleColumn.create(
                        "microjoules_int8",
                        energies.stream()
                                .mapToDouble(
                                        each -> each.on(EnergyCosts.INT8_45NM).microjoules())),
                DoubleColumn.create(
                        "microjoules_without_spikes",
                        energies.stream().mapToDouble(Energy::microjoulesOfOrdinaryNetwork)));
    }

    /** One row a model: network (its name), kind, accuracy_percent, spikes, params_features, params. */
    public static Table table(String name, List<TestedModel> models) {
        return Table.create(
                name,
                StringColumn.create("network", models.stream().map(TestedModel::name)),
                StringColumn.create("kind", models.stream().map(TestedModel::kind)),
                DoubleColumn.create("accuracy_percent", models.stream().mapToDouble(TestedModel::percent)),
                DoubleColumn.create("spikes", models.stream().mapToDouble(TestedModel::spikes)),
                LongColumn.create(
                        "params_features",
                        models.stream().mapToLong(each -> each.params().features())),
                LongColumn.create(
                        "params",
                        models.stream().mapToLong(each -> each.params().total())));
    }
}
