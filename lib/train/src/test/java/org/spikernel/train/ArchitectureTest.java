package org.spikernel.train;

import java.nio.file.Path;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import org.spikernel.InsideAndOutside;
import org.spikernel.PackageOrder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/** The order of this module's rooms. */
class ArchitectureTest {

    @Test
    void packageImportsOnlyThoseBeforeIt() {
        PackageOrder.of("internal.arrays", "internal.gradients", "train.layers", "internal.passes", "train")
                .check();
    }

    @Test
    void whatIsPublicShowsNothingInternal() {
        InsideAndOutside.check();
    }

    @Test
    void layersKnowOfTheCoreLibraryOnlyNeuronsCodesRandomNumbersShapesAndInnerLoops() {
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
                        "org.spikernel.internal.arrays",
                        "org.spikernel.internal.gradients",
                        "org.spikernel.annotation",
                        "org.spikernel.internal.checks",
                        "org.spikernel.internal.encoding",
                        "org.spikernel.internal.lanes",
                        "org.spikernel.internal.convolution",
                        "org.spikernel.neuron",
                        "org.spikernel.internal.neurons",
                        "org.spikernel.random",
                        "org.spikernel.shapes")
                .check(new ClassFileImporter().importPath(Path.of("target/classes")));
    }
}
