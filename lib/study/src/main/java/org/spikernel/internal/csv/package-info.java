/**
 * Files of benchmarks: lines of fields divided by commas, whose damage is named by line and column.
 *
 * <p>Imports {@code data} of the core library. Not meant for users.
 */
package org.spikernel.internal.csv;
