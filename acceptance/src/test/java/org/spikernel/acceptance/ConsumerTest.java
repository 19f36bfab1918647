package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Projects outside the build, which have nothing of it but a dependency, run the README's ten lines. */
class ConsumerTest {

    @ParameterizedTest
    @ValueSource(strings = {"search", "train"})
    void tenLinesRunInAProjectThatOnlyDependsOnTheLibrary(String project) throws Exception {
        Consumer consumer = Consumer.of(project);

        List<String> printed = consumer.runProgram("TenLines");
        assertThat(printed)
                .as(String.join("\n", printed))
                .anyMatch(line -> line.startsWith("best: "))
                .anyMatch(line -> line.matches("figure: \\d{3,}"))
                .anyMatch(line -> line.matches("few: [1-4]"))
                .anyMatch(line -> line.startsWith("front: "));
        if (project.equals("train")) {
            assertThat(printed)
                    .anyMatch(line -> line.matches("test: accuracy .*% on 20 images, .* spikes an image, .*"))
                    .anyMatch(line -> line.startsWith("loaded: "));
        }
        assertThat(versions(consumer.classPath())).isSubsetOf(testedVersions());
    }

    @Test
    void tenLinesRunOnTheModulePathWithoutDl4j() throws Exception {
        Consumer consumer = Consumer.of("modules");

        List<String> printed = consumer.runModule();

        assertThat(printed)
                .as(String.join("\n", printed))
                .anyMatch(line -> line.startsWith("best: "))
                .anyMatch(line -> line.matches("figure: \\d{3,}"))
                .anyMatch(line -> line.startsWith("front: "))
                .anyMatch(line -> line.matches("test: accuracy .*% on 20 images, .*"))
                .anyMatch(line -> line.startsWith("correlation: tau 1.000"))
                .anyMatch(line -> line.matches("features: \\d+"))
                .anyMatch(line -> line.contains("runs without its vector module"));
        assertThat(versions(consumer.classPath())).noneMatch(jar -> jar.matches("(deeplearning4j|nd4j)-.*"));
    }

    @Test
    void documentedProgramRuns() throws Exception {
        List<String> printed = Consumer.of("train").runProgram("SmallNetwork");

        assertThat(printed)
                .as(String.join("\n", printed))
                .anyMatch(line -> line.startsWith("found "))
                .anyMatch(line -> line.startsWith("tested: accuracy"))
                .anyMatch(line -> line.startsWith("kept: "));
    }

    @Test
    void trainsWhereThereIsNoNativeLibraryAndSaysWhatNeedsOne() throws Exception {
        Consumer consumer = Consumer.of("train");
        Predicate<Path> isNative = jar -> jar.getFileName().toString().matches("(nd4j-native|openblas|javacpp).*");
        assertThat(consumer.classPath()).anyMatch(isNative);

        List<String> printed = consumer.runProgramWithout(isNative, "TenLines", "graph");
        assertThat(printed)
                .as(String.join("\n", printed))
                .anyMatch(line -> line.startsWith("test: accuracy"))
                .anyMatch(line -> line.startsWith("loaded: "))
                .anyMatch(line -> line.matches("graph: a DL4J graph needs ND4J's native half for .*:nd4j-native .*"));
    }

    /** What is managed in the build reaches no consumer, so a consumer may get releases that nothing was tested with. */
    private static List<String> testedVersions() throws IOException {
        try (Stream<Path> jars = Files.list(FrontDoor.project().resolve("kernel-ext/target/kernel/lib"))) {
            return versions(jars.toList());
        }
    }

    private static List<String> versions(List<Path> jars) {
        return jars.stream()
                .map(jar -> jar.getFileName().toString())
                // Annotations, which nothing reads at run time.
                .filter(jar -> !jar.startsWith("error_prone_annotations-"))
                .toList();
    }
}
