package org.spikernel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/**
 * The order in which networks share most if they run one after another, and which layers of earlier ones each of them reads.
 *
 * <p>Networks are in the order of their layers, as words are in that of their letters: so those that begin alike follow one another.
 */
final class Schedule {

    /** What stands for the turn of a network, or of a use, that there is not. */
    static final int NEVER = Integer.MAX_VALUE;

    private final Signatures signatures = new Signatures();
    private final List<Integer> order;
    private final Map<Integer, Integer> turns = new HashMap<>();

    /** The turns at which a layer is read which an earlier network has computed. */
    private final Map<Integer, List<Integer>> uses = new HashMap<>();

    /**
     * The schedule of some networks.
     *
     * @param timesteps that each of them runs for
     * @param views which layers of a network have no numbers of their own, so that whoever reads them reads what they read
     */
    Schedule(List<Network> networks, ToIntFunction<Network> timesteps, Function<Network, BitSet> views) {
        List<int[]> layers = networks.stream()
                .map(network -> signatures.of(network, timesteps.applyAsInt(network)))
                .toList();
        order = IntStream.range(0, networks.size())
                .boxed()
                .sorted(Comparator.comparing(layers::get, Arrays::compare))
                .toList();
        Set<Integer> computed = new HashSet<>();
        for (int turn = 0; turn < order.size(); turn++) {
            Network network = networks.get(order.get(turn));
            int[] ofNetwork = layers.get(order.get(turn));
            turns.put(ofNetwork[network.output().index()], turn);
            new Visit(ofNetwork, views.apply(network), turn, computed).of(network);
            Arrays.stream(ofNetwork).forEach(computed::add);
        }
        uses.replaceAll((layer, atTurns) -> List.copyOf(atTurns));
    }

    /** What one network reads of those before it. */
    private final class Visit {

        private final int[] layers;
        private final BitSet views;
        private final int turn;
        private final Set<Integer> computed;

        Visit(int[] layers, BitSet views, int turn, Set<Integer> computed) {
            this.layers = layers;
            this.views = views;
            this.turn = turn;
            this.computed = computed;
        }

        void of(Network network) {
            for (Node node : network.nodes()) {
                if (!computed.contains(layers[node.index()])) {
                    node.inputs().forEach(this::read);
                } else if (node.isSpiking()) {
                    read(node);
                }
            }
            read(network.output());
        }

        private void read(Source source) {
            if (source instanceof Node node && computed.contains(layers[node.index()])) {
                if (views.get(node.index())) {
                    node.inputs().forEach(this::read);
                } else {
                    use(layers[node.index()]);
                }
            }
        }

        private void use(int layer) {
            List<Integer> atTurns = uses.computeIfAbsent(layer, unused -> new ArrayList<>(1));
            if (atTurns.isEmpty() || atTurns.get(atTurns.size() - 1) != turn) {
                atTurns.add(turn);
            }
        }
    }

    /** The networks, by their place in the list, in the order in which they are best run. */
    List<Integer> order() {
        return order;
    }

    /** Numbers the layers of a network. */
    Signatures signatures() {
        return signatures;
    }

    /** When the network of this output has its turn; {@link #NEVER} if it is none of those that were expected. */
    int turn(int output) {
        return turns.getOrDefault(output, NEVER);
    }

    /** The first turn after another at which a layer is read; {@link #NEVER} if there is none. */
    int nextUse(int layer, int after) {
        List<Integer> atTurns = uses.getOrDefault(layer, List.of());
        int at = Collections.binarySearch(atTurns, after);
        int next = at < 0 ? -at - 1 : at + 1;
        return next < atTurns.size() ? atTurns.get(next) : NEVER;
    }
}
