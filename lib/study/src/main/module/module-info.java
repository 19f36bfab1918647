/** Comparing honestly: seeds, intervals, rank correlation, regret, tabular benchmarks and predictors. */
module spikernel.study {
    requires transitive spikernel.core;
    requires commons.math3;

    exports org.spikernel.study;
    exports org.spikernel.study.tabular;
    exports org.spikernel.study.predict;
    exports org.spikernel.study.kernelbench;
}
