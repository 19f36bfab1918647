package org.spikernel.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.OwnNeurons;
import org.spikernel.neuron.Plif;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NetworkPlanTest {

    private static final Layer NEURONS = new Layer.Spiking(Lif.DEFAULT);
    private static final List<Layer> LAYERS = List.of(
            NEURONS,
            new Layer.Spiking(Lif.DEFAULT.withThreshold(2)),
            new Layer.BatchNorm(),
            new Layer.AveragePooling(3, 1, 1),
            new Layer.Dropout(0.5),
            new Layer.Zero(),
            new Layer.Sum());

    private final Network.Builder builder = Network.builder("planned", new Shape(2, 4, 4));
    private final Source image = builder.input();

    @Test
    void whatNoNeuronStandsBeforeIsStatic() {
        Node currents = builder.add("currents", new Layer.BatchNorm(), image);
        Node spikes = builder.add("spikes", NEURONS, currents);
        Node sum = builder.add("sum", new Layer.Sum(), currents, spikes);
        NetworkPlan plan = NetworkPlan.of(builder.build(sum));

        assertThat(plan.isStatic(image)).isTrue();
        assertThat(plan.isStatic(currents)).isTrue();
        assertThat(plan.isStatic(spikes)).isFalse();
        assertThat(plan.isStatic(sum)).isFalse();
    }

    @Test
    void neededIsWhatTheAnswerDependsOn() {
        Node currents = builder.add("currents", new Layer.BatchNorm(), image);
        Node unread = builder.add("unread", new Layer.Zero(), currents);
        Node answer = builder.add("answer", NEURONS, currents);
        Node afterAnswer = builder.add("after the answer", new Layer.Zero(), answer);
        NetworkPlan plan = NetworkPlan.of(builder.build(answer));

        assertThat(plan.needed()).containsExactly(currents, answer);
        assertThat(plan.isNeeded(unread)).isFalse();
        assertThat(plan.isNeeded(afterAnswer)).isFalse();
    }

    @Test
    void neuronsSpikeAlikeThatReadTheSameAndWorkTheSame() {
        Node first = builder.add("first", NEURONS, image);
        Node second = builder.add("second", new Layer.Spiking(Lif.DEFAULT), image);
        Node slower = builder.add("slower", new Layer.Spiking(Lif.DEFAULT.withThreshold(2)), image);
        Node elsewhere = builder.add("elsewhere", NEURONS, first);
        Node behindSecond = builder.add("behind second", NEURONS, second);
        NetworkPlan plan = NetworkPlan.of(builder.build(behindSecond));

        assertThat(plan.alike(first)).isSameAs(first);
        assertThat(plan.alike(second)).isSameAs(first);
        assertThat(plan.alike(slower)).isSameAs(slower);
        assertThat(plan.alike(elsewhere)).isSameAs(elsewhere);
        assertThat(plan.alike(behindSecond)).as("what reads alike spikes").isSameAs(elsewhere);
    }

    @Test
    void ownNeuronsSpikeAlikeThatAreEqual() {
        Node first = builder.add("first", new Layer.Spiking(new OwnNeurons.SoftReset(1)), image);
        Node equal = builder.add("equal", new Layer.Spiking(new OwnNeurons.SoftReset(1)), image);
        Node slower = builder.add("slower", new Layer.Spiking(new OwnNeurons.SoftReset(2)), image);
        Node lif = builder.add("lif", new Layer.Spiking(Lif.DEFAULT), image);
        Node own = builder.add("own", new Layer.Spiking(OwnNeurons.Leaky.of(Lif.DEFAULT)), image);
        NetworkPlan plan = NetworkPlan.of(builder.build(own));

        assertThat(plan.alike(equal)).isSameAs(first);
        assertThat(plan.alike(slower)).isSameAs(slower);
        assertThat(plan.alike(own)).isSameAs(own);
        assertThat(plan.alike(lif)).isSameAs(lif);
    }

    @Test
    void neuronsThatLearnSpikeAlikeNowhere() {
        Layer learning = new Layer.Spiking(Plif.DEFAULT);
        Node first = builder.add("first", learning, image);
        Node second = builder.add("second", learning, image);
        Node behindFirst = builder.add("behind first", NEURONS, first);
        Node behindSecond = builder.add("behind second", NEURONS, second);
        NetworkPlan plan = NetworkPlan.of(builder.build(behindSecond));

        assertThat(plan.alike(second)).isSameAs(second);
        assertThat(plan.alike(behindFirst)).isSameAs(behindFirst);
        assertThat(plan.alike(behindSecond)).isSameAs(behindSecond);
    }

    @Test
    void whatHasWeightsOfItsOwnIsNotAlike() {
        Node first = builder.add("first", new Layer.BatchNorm(), image);
        Node second = builder.add("second", new Layer.BatchNorm(), image);
        NetworkPlan plan = NetworkPlan.of(builder.build(second));

        assertThat(plan.alike(second)).isSameAs(second);
        assertThat(plan.alike(first)).isSameAs(first);
    }

    @Test
    void spikesAreCarriedByWhatMovesThem() {
        Node spikes = builder.add("spikes", NEURONS, image);
        Node pooled = builder.add("pooled", new Layer.AveragePooling(2, 2, 0), spikes);
        Node largest = builder.add("largest", new Layer.MaxPooling(2, 2, 0), spikes);
        Node sum = builder.add("sum", new Layer.Sum(), pooled, largest);
        Node crop = builder.add("crop", new Layer.Crop(1), sum);
        Node both = builder.add("both", new Layer.Concatenation(), crop, crop);
        Node kept = builder.add("kept", new Layer.Dropout(0.5), both);
        Node flat = builder.add("flat", new Layer.Flatten(), kept);
        Node linear = builder.add("linear", new Layer.Linear(2, false), flat);
        NetworkPlan plan = NetworkPlan.of(builder.build(linear));

        assertThat(List.of(spikes, pooled, largest, sum, crop, both, kept, flat))
                .allMatch(plan::carriesSpikes);
        assertThat(plan.carriesSpikes(image)).isFalse();
        assertThat(plan.carriesSpikes(linear)).isFalse();
    }

    @Test
    void numbersAmongSpikesAreNumbers() {
        Node spikes = builder.add("spikes", NEURONS, image);
        Node zero = builder.add("zero", new Layer.Zero(), image);
        Node withZeros = builder.add("with zeros", new Layer.Sum(), spikes, zero);
        Node withImage = builder.add("with the image", new Layer.Sum(), spikes, image);
        NetworkPlan plan = NetworkPlan.of(builder.build(withImage));

        assertThat(plan.carriesSpikes(withZeros)).isTrue();
        assertThat(plan.carriesSpikes(withImage)).isFalse();
    }

    @Test
    void whatIsHeardLaterIsNeededToo() {
        Node delay = builder.add("delay", new Layer.Delay(image.shape()));
        Node answer = builder.add("answer", new Layer.Sum(), image, delay);
        Node heard = builder.add("heard", NEURONS, answer);
        Node unheard = builder.add("unheard", NEURONS, answer);
        Network network = builder.feedBack(heard, delay).build(answer);
        NetworkPlan plan = NetworkPlan.of(network);

        assertThat(plan.needed()).containsExactly(delay, answer, heard);
        assertThat(plan.isNeeded(unheard)).isFalse();
        assertThat(List.of(delay, answer)).noneMatch(plan::isStatic);
        assertThat(network.feedback(delay)).hasValue(heard);
        assertThat(network.feedback(answer)).isEmpty();
        assertThat(network.heardLater()).containsExactly(heard);
        assertThat(network.hasFeedback()).isTrue();
        assertThat(network.table().stringColumn("reads").asList())
                .containsExactly("heard one timestep earlier", "image, delay", "answer", "answer");
    }

    /** Around a loop of sums, a single source of numbers makes all of them numbers. */
    @Test
    void delaysCarrySpikesWhereTheyHearNothingElse() {
        Node ofSpikes = builder.add("of spikes", new Layer.Delay(image.shape()));
        Node ofNumbers = builder.add("of numbers", new Layer.Delay(image.shape()));
        Node further = builder.add("further", new Layer.Dropout(0.5), ofNumbers);
        Node numbers = builder.add("numbers", new Layer.Sum(), further, image);
        Node spikes = builder.add("spikes", NEURONS, numbers);
        Node sum = builder.add("sum", new Layer.Sum(), spikes, ofSpikes);
        Node answer = builder.add("answer", new Layer.Sum(), sum, numbers);
        NetworkPlan plan = NetworkPlan.of(
                builder.feedBack(sum, ofSpikes).feedBack(numbers, ofNumbers).build(answer));

        assertThat(List.of(ofSpikes, sum, spikes)).allMatch(plan::carriesSpikes);
        assertThat(List.of(ofNumbers, further, numbers, answer)).noneMatch(plan::carriesSpikes);
    }

    @Test
    void neuronsBehindDifferentDelaysAreNotAlike() {
        Node one = builder.add("one", new Layer.Delay(image.shape()));
        Node other = builder.add("other", new Layer.Delay(image.shape()));
        Node behindOne = builder.add("behind one", NEURONS, one);
        Node behindOther = builder.add("behind other", NEURONS, other);
        Node again = builder.add("again", NEURONS, one);
        NetworkPlan plan = NetworkPlan.of(
                builder.feedBack(behindOther, one).feedBack(behindOne, other).build(again));

        assertThat(plan.alike(behindOther)).isSameAs(behindOther);
        assertThat(plan.alike(again)).isSameAs(behindOne);
    }

    @Test
    void feedbackThatCannotBeIsNamed() {
        Node currents = builder.add("currents", new Layer.BatchNorm(), image);
        Node delay = builder.add("delay", new Layer.Delay(image.shape()));
        Node small = builder.add("small", new Layer.Crop(1), image);
        Node sum = builder.add("sum", new Layer.Sum(), currents, delay);

        assertThatThrownBy(() -> builder.build(sum))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("planned: the delay 'delay' hears nothing");
        assertThatThrownBy(() -> builder.feedBack(sum, currents))
                .hasMessageContaining(
                        "layer 'sum' cannot be carried back to 'currents', which is a batch norm; only a delay");
        assertThatThrownBy(() -> builder.feedBack(small, delay))
                .hasMessageContaining("which is of shape [2, 4, 4], but that layer makes [2, 3, 3]");
        assertThatThrownBy(() -> builder.feedBack(sum, delay).feedBack(sum, delay))
                .hasMessageContaining("already fed by 'sum'");
        assertThatThrownBy(() -> builder.add("fed", new Layer.Delay(image.shape()), image))
                .hasMessageContaining(
                        "planned, layer 'fed': a delay reads nothing of its own timestep, but found [[2, 4, 4]]");
        Node stranger = Network.builder("other", new Shape(2, 4, 4)).add("stranger", new Layer.Delay(image.shape()));
        assertThatThrownBy(() -> builder.feedBack(sum, stranger))
                .hasMessageContaining("which another builder has made");
        assertThatThrownBy(() -> builder.build(sum).feedback(stranger))
                .hasMessageContaining("layer 'stranger' of another network");
    }

    @Test
    void layersOfAnotherNetworkAreRefused() {
        NetworkPlan plan = NetworkPlan.of(builder.build(builder.add("spikes", NEURONS, image)));
        Network.Builder other = Network.builder("other", new Shape(2, 4, 4));
        Node stranger = other.add("spikes", NEURONS, other.input());

        assertThatThrownBy(() -> plan.alike(stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the plan of planned was asked about layer 'spikes' of another network; ask the plan of that one");
    }

    @Property(tries = 200)
    void planAgreesWithEveryPathThroughTheNetwork(@ForAll int seed) {
        Network network = drawn(seed);
        NetworkPlan plan = NetworkPlan.of(network);
        Set<Node> beforeAnswer = upTo(network.output());

        assertThat(network.nodes()).allSatisfy(node -> {
            assertThat(plan.isNeeded(node)).isEqualTo(beforeAnswer.contains(node));
            assertThat(plan.isStatic(node)).isEqualTo(upTo(node).stream().noneMatch(Node::isSpiking));
        });
    }

    @Property(tries = 200)
    void alikeIsTheFirstOfItsKindThatReadsAlike(@ForAll int seed) {
        Network network = drawn(seed);
        NetworkPlan plan = NetworkPlan.of(network);

        assertThat(network.spikingLayers()).allSatisfy(node -> {
            Node expected = network.spikingLayers().stream()
                    .filter(other -> other.layer().equals(node.layer()))
                    .filter(other -> reads(plan, other).equals(reads(plan, node)))
                    .findFirst()
                    .orElseThrow();
            assertThat(plan.alike(node)).isSameAs(expected);
        });
    }

    private static Source reads(NetworkPlan plan, Node node) {
        return node.inputs().get(0) instanceof Node read
                ? plan.alike(read)
                : node.inputs().get(0);
    }

    /** A layer and all those that it depends on. */
    private static Set<Node> upTo(Node node) {
        Set<Node> found = new HashSet<>(Set.of(node));
        for (Source source : node.inputs()) {
            if (source instanceof Node read) {
                found.addAll(upTo(read));
            }
        }
        return found;
    }

    private static Network drawn(int seed) {
        RandomStream random = RandomStream.at(seed, "networks");
        Network.Builder builder = Network.builder("drawn", new Shape(2, 4, 4));
        List<Source> made = new ArrayList<>(List.of(builder.input()));
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Layer layer = LAYERS.get(random.nextInt(LAYERS.size()));
            List<Source> inputs = new ArrayList<>(List.of(made.get(random.nextInt(made.size()))));
            if (layer instanceof Layer.Sum) {
                inputs.add(made.get(random.nextInt(made.size())));
            }
            nodes.add(builder.add("layer" + i, layer, inputs));
            made.add(nodes.get(i));
        }
        return builder.build(nodes.get(random.nextInt(nodes.size())));
    }
}
