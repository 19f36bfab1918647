package org.spikernel.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Cells;
import org.spikernel.cell.Edge;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.score.RScore;
import org.spikernel.score.UndefinedScoreException;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A canonical cell computes what the cell itself computes, when weights move with their edges. */
class CanonicalCellTest {

    private static final SnasNet MACRO = new SnasNet(new Shape(3, 8, 8), 2, 2, 3, 1, 8, 2, 3, Lif.DEFAULT, 2);

    @Provide
    Arbitrary<Cell> cells() {
        return Arbitraries.oneOf(Cells.any(), Cells.withFeedback());
    }

    @Property(tries = 200)
    void canonicalCellGivesTheSameAnswer(@ForAll("cells") Cell cell) {
        Assume.that(cell.connects(new Edge(0, 3)));
        Network network = MACRO.network(cell);
        Network canonical = MACRO.network(cell.canonical());
        boolean swapped = !cell.canonical().equals(cell.repaired());
        Weights weights = Weights.random(5);

        float[][] expected = answer(network, weights);
        float[][] actual = answer(canonical, moved(canonical, network, weights, swapped));

        for (int sample = 0; sample < expected.length; sample++) {
            for (int label = 0; label < expected[sample].length; label++) {
                assertThat(actual[sample][label]).isCloseTo(expected[sample][label], within(1e-4f));
            }
        }
    }

    @Property(tries = 100)
    void canonicalCellHasTheSameScore(@ForAll("cells") Cell cell) {
        Network network = MACRO.network(cell.repaired());
        Network canonical = MACRO.network(cell.canonical());
        boolean swapped = !cell.canonical().equals(cell.repaired());
        Weights weights = Weights.random(5);
        RScore score = RScore.on(Batches.normal(4, 3, 8, 1)).timesteps(3);

        assertThat(score(score.weights(moved(canonical, network, weights, swapped)), canonical))
                .isCloseTo(score(score.weights(weights), network), within(1e-6));
    }

    /** As the search sees it: no score is worse than any. */
    private static double score(RScore score, Network network) {
        try {
            return score.of(network);
        } catch (UndefinedScoreException undefined) {
            return -1e9;
        }
    }

    private static float[][] answer(Network network, Weights weights) {
        return ForwardPass.of(network, weights).run(Batches.normal(4, 3, 8, 1), 3, SpikeMonitor.none());
    }

    /** The weights of the original network, at the places that its edges have in the canonical one. */
    private static Weights moved(Network canonical, Network original, Weights weights, boolean swapped) {
        Map<String, LayerWeights> moved = new HashMap<>();
        for (Network.Node node : canonical.nodes()) {
            if (node.weights() > 0) {
                String place = swapped ? withInnerNodesSwapped(node.place()) : node.place();
                moved.put(node.place(), weights.of(at(original, place)));
            }
        }
        return Weights.of(moved);
    }

    private static String withInnerNodesSwapped(String place) {
        List<String> from = List.of("0->1", "0->2", "1->3", "2->3", "1->0", "2->0", "3->1", "3->2");
        List<String> to = List.of("0->2", "0->1", "2->3", "1->3", "2->0", "1->0", "3->2", "3->1");
        for (int i = 0; i < from.size(); i++) {
            if (place.contains(from.get(i))) {
                return place.replace(from.get(i), to.get(i));
            }
        }
        return place;
    }

    private static Network.Node at(Network network, String place) {
        return network.nodes().stream()
                .filter(node -> node.place().equals(place))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no layer at " + place));
    }
}
