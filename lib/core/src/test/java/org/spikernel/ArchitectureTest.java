package org.spikernel;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The order of the rooms: each package may import only those before it. */
class ArchitectureTest {

    private static final List<String> ORDER = List.of(
            "random",
            "files",
            "progress",
            "lanes",
            "data",
            "neuron",
            "cell",
            "network",
            "engine",
            "score",
            "search",
            "benchmark",
            "select",
            "plot");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.spikernel");

    private static IntStream positions() {
        return IntStream.range(0, ORDER.size());
    }

    @ParameterizedTest
    @MethodSource("positions")
    void packageImportsOnlyThoseBeforeIt(int position) {
        String[] later = ORDER.subList(position + 1, ORDER.size()).stream()
                .map(name -> "org.spikernel." + name + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("org.spikernel." + ORDER.get(position) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlaceAndSaysWhatItIsFor() {
        List<JavaPackage> packages =
                CLASSES.getPackage("org.spikernel").getSubpackages().stream().toList();

        assertThat(packages).extracting(JavaPackage::getRelativeName).containsExactlyInAnyOrderElementsOf(ORDER);
        assertThat(ORDER)
                .map(name -> Path.of("src/main/java/org/spikernel", name, "package-info.java"))
                .allSatisfy(info -> assertThat(info).exists());
    }
}
