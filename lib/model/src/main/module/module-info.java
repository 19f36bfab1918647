/** Trained networks: their files, tests, curves and provenance, and why one has not learned. */
module spikernel.model {
    requires transitive spikernel.core;
    requires transitive org.tribuo.classification.core;
    requires org.tribuo.core;
    requires java.logging;

    exports org.spikernel.checkup;
    exports org.spikernel.model;
    exports org.spikernel.internal.checkup to
            spikernel.train;
    exports org.spikernel.internal.networks to
            spikernel.train;
    exports org.spikernel.internal.sealed to
            spikernel.train;
}
