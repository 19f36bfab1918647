package org.spikernel.train;

import java.nio.file.Path;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The order of this module's rooms: memory, layers, training. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.spikernel.train");

    @Test
    void memoryKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("org.spikernel.train.memory")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.spikernel.train", "org.spikernel.train.layers")
                .check(CLASSES);
    }

    @Test
    void layersKnowOfTheCoreLibraryOnlyNeuronsRandomNumbersAndVectorLoops() {
        classes()
                .that()
                .resideInAPackage("org.spikernel.train.layers")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.nd4j..",
                        "org.deeplearning4j..",
                        "org.spikernel.train.layers",
                        "org.spikernel.train.memory",
                        "org.spikernel.lanes",
                        "org.spikernel.neuron",
                        "org.spikernel.random")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(List.of("", "layers", "memory"))
                .map(name -> Path.of("src/main/java/org/spikernel/train", name, "package-info.java"))
                .allSatisfy(info -> assertThat(info).exists());
        assertThat(CLASSES.getPackage("org.spikernel.train").getSubpackages()).hasSize(2);
    }
}
