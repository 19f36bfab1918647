package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionsTest {

    /** Otherwise every release would call itself a development version. */
    @Test
    void asksForTheArtifactOfThisModule() throws IOException {
        String[] artifact = Versions.SPIKERNEL.split("/");
        String own = Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*</parent>", "");

        assertThat(artifact[0]).isEqualTo("org.spikernel");
        assertThat(own.strip()).startsWith("<artifactId>" + artifact[1] + "</artifactId>");
    }

    @Test
    void findsVersionsInJarsOfOthers() {
        assertThat(Versions.facts()).containsEntry("version DL4J", "1.0.0-M2.1").containsKey("version Spikernel");
    }
}
