/** Figures and drawings of cells, networks, searches and trainings. */
module spikernel.plot {
    requires transitive spikernel.core;
    requires transitive tablesaw.jsplot;
    // What Tablesaw's figures need, and cannot say without a descriptor of their own.
    requires com.fasterxml.jackson.databind;

    exports org.spikernel.plot;
}
