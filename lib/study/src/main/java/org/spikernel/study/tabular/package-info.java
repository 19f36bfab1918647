/**
 * Tabular benchmarks: cells whose trained accuracy others have measured and published, some with learning curves and firing rates.
 *
 * <p>{@link org.spikernel.study.tabular.SpikeNasBench} is the way in; it is read from the disk, none of it ships.
 *
 * <p>Imports the core library, and of this module nothing.
 */
package org.spikernel.study.tabular;
