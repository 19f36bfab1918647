package org.spikernel.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.spikernel.network.Layer;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.Network;
import org.spikernel.neuron.Lif;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.space.Architecture;
import org.spikernel.space.Space;

/** A space without cells: how wide the convolutions of a plain network are, and how many there are. */
record Widths(List<Integer> channels) implements Architecture {

    @Override
    public String toString() {
        return channels.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    /** One to three convolutions of 1 to 8 channels. */
    record Choices() implements Space {

        private static final int DEEPEST = 3;
        private static final int WIDEST = 8;

        @Override
        public String name() {
            return "widths";
        }

        @Override
        public String toString() {
            return "1 to 3 of 1 to 8 channels";
        }

        @Override
        public Widths draw(RandomStream random) {
            int depth = 1 + random.nextInt(DEEPEST);
            return new Widths(Stream.generate(() -> 1 + random.nextInt(WIDEST))
                    .limit(depth)
                    .toList());
        }

        @Override
        public Widths mutate(Architecture parent, RandomStream random) {
            List<Integer> channels = new ArrayList<>(((Widths) parent).channels);
            int place = random.nextInt(channels.size());
            channels.set(place, 1 + (channels.get(place) + random.nextInt(WIDEST - 1)) % WIDEST);
            return new Widths(channels);
        }

        @Override
        public Stream<Widths> all() {
            Stream<Widths> all = Stream.of();
            Stream<List<Integer>> deep = Stream.of(List.of());
            for (int depth = 1; depth <= DEEPEST; depth++) {
                List<List<Integer>> deeper = deep.flatMap(Choices::deeper).toList();
                all = Stream.concat(all, deeper.stream().map(Widths::new));
                deep = deeper.stream();
            }
            return all;
        }

        private static Stream<List<Integer>> deeper(List<Integer> channels) {
            return Stream.iterate(1, width -> width <= WIDEST, width -> width + 1)
                    .map(width ->
                            Stream.concat(channels.stream(), Stream.of(width)).toList());
        }

        @Override
        public Widths parse(String text) {
            return new Widths(
                    Arrays.stream(text.split("-")).map(Integer::valueOf).toList());
        }
    }

    /** Plain networks; counts how many it makes. */
    record Plain(AtomicInteger made) implements MacroArchitecture {

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("name", name());
        }

        @Override
        public Network network(Architecture architecture) {
            made.incrementAndGet();
            Network.Builder builder = Network.builder("plain " + architecture, new Shape(3, 8, 8));
            Network.Source last = builder.input();
            List<Integer> channels = ((Widths) architecture).channels();
            for (int i = 0; i < channels.size(); i++) {
                last = builder.add("conv" + i, Layer.Convolution.same(channels.get(i), 3, 1), last);
                last = builder.add("neurons" + i, new Layer.Spiking(Lif.DEFAULT), last);
            }
            Network.Node flat = builder.add("flatten", new Layer.Flatten(), last);
            return builder.build(builder.add("classifier", new Layer.Linear(10, false), flat));
        }
    }
}
