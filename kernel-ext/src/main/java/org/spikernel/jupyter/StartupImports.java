package org.spikernel.jupyter;

import java.util.List;
import java.util.stream.Stream;

/** What a notebook may use without importing it. */
final class StartupImports {

    private static final List<String> GENERAL = List.of(
            "java.io",
            "java.math",
            "java.nio.file",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "tech.tablesaw.api");

    private static final List<String> OF_LIBRARY = List.of(
            "org.spikernel.random",
            "org.spikernel.progress",
            "org.spikernel.shapes",
            "org.spikernel.data",
            "org.spikernel.neuron",
            "org.spikernel.space",
            "org.spikernel.cell",
            "org.spikernel.block",
            "org.spikernel.network",
            "org.spikernel.engine",
            "org.spikernel.score",
            "org.spikernel.search",
            "org.spikernel.select",
            "org.spikernel.plot",
            "org.spikernel.checkup",
            "org.spikernel.model",
            "org.spikernel.study",
            "org.spikernel.study.tabular",
            "org.spikernel.study.predict",
            "org.spikernel.study.kernelbench",
            "org.spikernel.train",
            "org.spikernel.train.layers",
            "org.spikernel.jupyter.display",
            "org.spikernel.jupyter.course");

    private StartupImports() {}

    /** The packages to import: the usual ones of Java, and those of the library that are on the class path. */
    static List<String> packages() {
        return Stream.concat(GENERAL.stream(), OF_LIBRARY.stream().filter(StartupImports::isPresent))
                .toList();
    }

    private static boolean isPresent(String packageName) {
        return StartupImports.class.getClassLoader().getResource(packageName.replace('.', '/')) != null;
    }
}
