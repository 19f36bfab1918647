/** Comparing honestly: seeds, intervals, rank correlation, regret, tabular benchmarks and predictors. */
module spikernel.study {
    requires transitive spikernel.core;
    requires commons.math3;
    requires ejml.core;
    requires ejml.ddense;
    requires org.tribuo.core;
    requires org.tribuo.regression.core;
    requires org.tribuo.regression.rtree;

    exports org.spikernel.study;
    exports org.spikernel.study.tabular;
    exports org.spikernel.study.predict;
    exports org.spikernel.study.kernelbench;
}
