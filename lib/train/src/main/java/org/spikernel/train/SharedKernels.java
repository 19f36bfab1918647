package org.spikernel.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.Network.Node;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.space.Architecture;
import org.spikernel.space.SlottedSpace;
import org.spikernel.space.Space;

/** Which convolutions of the networks of a space have one kernel between them. */
final class SharedKernels {

    private final Map<String, SharedKernel> byPlace;

    private SharedKernels(Map<String, SharedKernel> byPlace) {
        this.byPlace = byPlace;
    }

    /** None: every convolution has a kernel of its own. */
    static SharedKernels none() {
        return new SharedKernels(Map.of());
    }

    /**
     * What convolutions must have in common.
     *
     * @param place in the network, without the size of the kernel
     * @param input what they read; its channels are those of the kernel
     * @param output what they make: kernels of other sizes make the same shape if they lie centre on centre
     */
    private record Common(String place, Shape input, Shape output) {

        static Optional<Common> of(Node convolution) {
            int size = convolution.parameters().weightShape().get(0);
            String sizeless = convolution
                    .place()
                    .replaceAll("(?<!\\d)" + size + "x" + size + "(?!\\d)|(?<=_k)" + size + "(?!\\d)", "*");
            return sizeless.equals(convolution.place()) || size % 2 == 0
                    ? Optional.empty()
                    : Optional.of(new Common(sizeless, convolution.inputShape(), convolution.shape()));
        }
    }

    /**
     * All convolutions whose places are the same but for the size of the kernel, as {@code cell1.0->1.conv3x3} and {@code
     * cell1.0->1.conv5x5}, or {@code body.0.SRB_k3.conv1} and {@code body.0.SRB_k5.conv1}.
     *
     * @throws IllegalArgumentException if there are none
     */
    static SharedKernels of(Space space, MacroArchitecture macro) {
        Map<Common, TreeMap<Integer, Node>> found = new HashMap<>();
        everyChoice(space)
                .map(macro::network)
                .flatMap(network -> network.nodes().stream())
                .filter(SharedPlace::hasKernel)
                .forEach(convolution -> Common.of(convolution)
                        .ifPresent(common -> found.computeIfAbsent(common, key -> new TreeMap<>())
                                .put(convolution.parameters().weightShape().get(0), convolution)));
        Map<String, SharedKernel> byPlace = new HashMap<>();
        found.values().stream()
                .filter(sizes -> sizes.size() > 1)
                .map(SharedKernel::of)
                .forEach(kernel ->
                        kernel.convolutions().forEach(convolution -> byPlace.put(convolution.place(), kernel)));
        if (byPlace.isEmpty()) {
            throw new IllegalArgumentException("there are no kernels to share in " + macro.name() + " with " + space
                    + ": that takes convolutions whose places are the same but for the size of the kernel, such as"
                    + " cell1.0->1.conv3x3 and cell1.0->1.conv5x5. Leave out sharingKernels()");
        }
        return new SharedKernels(byPlace);
    }

    /** Architectures that differ from one in a slot, so that every choice of every slot that goes with it is in one of them. */
    private static Stream<Architecture> everyChoice(Space space) {
        if (space instanceof SlottedSpace slotted) {
            List<Integer> any = slotted.choices(slotted.draw(RandomStream.at(0, "any architecture")));
            return IntStream.range(0, any.size())
                    .boxed()
                    .flatMap(slot -> IntStream.range(0, slotted.alternatives().get(slot))
                            .mapToObj(choice -> with(any, slot, choice))
                            .flatMap(choices -> slotted.withChoices(choices).stream()));
        }
        throw new IllegalArgumentException(
                "kernels are shared in spaces of slots, such as those of cells and of blocks, but " + space.name()
                        + " is a " + space.getClass().getSimpleName() + ". Leave out sharingKernels()");
    }

    private static List<Integer> with(List<Integer> choices, int slot, int choice) {
        List<Integer> changed = new ArrayList<>(choices);
        changed.set(slot, choice);
        return changed;
    }

    /** The kernel that a layer shares. */
    Optional<SharedKernel> of(Node layer) {
        return Optional.ofNullable(byPlace.get(layer.place()));
    }
}
