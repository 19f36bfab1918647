package org.spikernel.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** The versions of what a training computes with. */
final class Versions {

    private static final String DEVELOPMENT = "development";

    private Versions() {}

    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Provenance.VERSION + "Spikernel", of(Trainer.class));
        facts.put(Provenance.VERSION + "DL4J", of(ComputationGraph.class));
        facts.put(Provenance.VERSION + "Java", Runtime.version().toString());
        facts.put(Provenance.VERSION + "platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return facts;
    }

    private static String of(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse(DEVELOPMENT);
    }
}
