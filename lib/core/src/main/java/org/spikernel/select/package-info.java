/**
 * Which to take of candidates, models or the rows of a table: Pareto fronts within budgets (SpiKernel, step 4).
 *
 * <p>Imports {@code annotation}, {@code internal.tables}, and {@code network} for its budgets.
 */
package org.spikernel.select;
