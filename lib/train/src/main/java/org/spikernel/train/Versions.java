package org.spikernel.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.spikernel.model.Provenance;

/** The versions of what a training computes with. */
final class Versions {

    private static final String DEVELOPMENT = "development";
    private static final String JAVA = Provenance.VERSION + "Java";
    private static final String PLATFORM = Provenance.VERSION + "platform";

    /** The artifact that holds this class. */
    static final String SPIKERNEL = "org.spikernel/spikernel-train";

    private Versions() {}

    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Provenance.VERSION + "Spikernel", of(SPIKERNEL));
        facts.put(Provenance.VERSION + "DL4J", of("org.deeplearning4j/deeplearning4j-nn"));
        facts.put(JAVA, Runtime.version().toString());
        facts.put(PLATFORM, platform());
        return facts;
    }

    /**
     * What results depend on, of the facts of a training: their bits are the same with every Java and on every platform, so an update of
     * Java must not lose what was computed before.
     */
    static Map<String, String> ofResults(Map<String, String> facts) {
        Map<String, String> kept = new LinkedHashMap<>(facts);
        kept.keySet().removeAll(Set.of(JAVA, PLATFORM));
        return kept;
    }

    static String platform() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    /** What Maven has noted in a jar. Asked of the class loader, since a module sees no jar but its own. */
    private static String of(String artifact) {
        try (InputStream noted =
                Versions.class.getClassLoader().getResourceAsStream("META-INF/maven/" + artifact + "/pom.properties")) {
            if (noted == null) {
                return DEVELOPMENT;
            }
            Properties properties = new Properties();
            properties.load(noted);
            return properties.getProperty("version", DEVELOPMENT);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the version of " + artifact, unreadable);
        }
    }
}
