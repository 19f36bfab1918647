/**
 * KernelBench: trained networks whose cells differ in their kernel sizes.
 *
 * <p>{@link org.spikernel.study.kernelbench.KernelBenchPlan} says which networks are trained, {@link
 * org.spikernel.study.kernelbench.TrainedNetwork} what is known of each, and {@link org.spikernel.study.kernelbench.KernelBenchFile} keeps
 * them. {@link org.spikernel.study.kernelbench.SuperNetworkAccuracy} is what a super-network says of the same cells. How networks are trained is
 * not known here.
 *
 * <p>Imports the core library, {@code internal.csv}, {@code study} and {@code study.predict}.
 */
package org.spikernel.study.kernelbench;
