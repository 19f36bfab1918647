/**
 * Describes, scores, searches and selects spiking neural networks. Packages under {@code org.spikernel.internal} are for the library's own
 * modules alone.
 */
module spikernel.core {
    requires transitive tablesaw.core;
    requires ejml.core;
    requires ejml.ddense;
    requires java.net.http;
    // What Tablesaw needs, and cannot say without a descriptor of its own.
    requires io.github.classgraph;
    requires org.slf4j;
    requires roaringbitmap;

    uses org.spikernel.progress.ProgressBarProvider;

    exports org.spikernel.annotation;
    exports org.spikernel.random;
    exports org.spikernel.shapes;
    exports org.spikernel.progress;
    exports org.spikernel.data;
    exports org.spikernel.data.download;
    exports org.spikernel.neuron;
    exports org.spikernel.space;
    exports org.spikernel.cell;
    exports org.spikernel.block;
    exports org.spikernel.network;
    exports org.spikernel.engine;
    exports org.spikernel.score;
    exports org.spikernel.search;
    exports org.spikernel.select;
    exports org.spikernel.internal.checks to
            spikernel.model,
            spikernel.study,
            spikernel.train;
    exports org.spikernel.internal.convolution to
            spikernel.train;
    exports org.spikernel.internal.encoding to
            spikernel.model,
            spikernel.train;
    exports org.spikernel.internal.files to
            spikernel.model,
            spikernel.study,
            spikernel.train;
    exports org.spikernel.internal.lanes to
            spikernel.train;
    exports org.spikernel.internal.neurons to
            spikernel.train;
    exports org.spikernel.internal.tables to
            spikernel.study;
    exports org.spikernel.internal.threads to
            spikernel.study;
}
