package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

import org.spikernel.random.RandomStream;
import org.spikernel.space.Architecture;

/** Expects of an architecture what came of the one whose text differs from its own in the fewest places, and doubts it the more it differs. */
record Neighbours() implements Predictor {

    @Override
    public Belief learn(List<Observation> known) {
        String[] texts =
                known.stream().map(each -> each.architecture().toString()).toArray(String[]::new);
        return new Belief() {
            @Override
            public double[] means(List<? extends Architecture> architectures) {
                return worths(architectures, distance -> 0);
            }

            @Override
            public double[] draw(List<? extends Architecture> architectures, RandomStream random) {
                return worths(architectures, distance -> distance * random.nextNormal());
            }

            private double[] worths(List<? extends Architecture> architectures, IntToDoubleFunction doubt) {
                return architectures.stream()
                        .mapToDouble(each -> {
                            String text = each.toString();
                            int nearest = nearest(texts, text);
                            return known.get(nearest).worth() + doubt.applyAsDouble(distance(texts[nearest], text));
                        })
                        .toArray();
            }
        };
    }

    private static int nearest(String[] texts, String text) {
        int nearest = 0;
        for (int i = 1; i < texts.length; i++) {
            nearest = distance(texts[i], text) < distance(texts[nearest], text) ? i : nearest;
        }
        return nearest;
    }

    private static int distance(String text, String other) {
        int distance = Math.abs(text.length() - other.length());
        for (int i = 0; i < Math.min(text.length(), other.length()); i++) {
            distance += text.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return distance;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("name", "neighbours");
    }
}
