/**
 * Which candidate to take: Pareto fronts and budgets over any table of candidates (SpiKernel, step 4).
 *
 * <p>Imports {@code network} for its budgets.
 */
package org.spikernel.select;
