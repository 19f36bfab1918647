/** Figures and drawings of cells, networks, searches and trainings. */
module spikernel.plot {
    requires transitive spikernel.core;
    requires transitive tablesaw.jsplot;
    // Shapes, which are Java's own, and what paints dots.
    requires java.desktop;
    // What Tablesaw's figures need, and cannot say without a descriptor of their own; still pictures read them by it.
    requires com.fasterxml.jackson.databind;

    exports org.spikernel.plot;
}
