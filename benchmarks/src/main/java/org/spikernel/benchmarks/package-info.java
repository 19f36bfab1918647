/**
 * Benchmarks: plain programs that warm up, measure and print medians. What they print depends on the machine; nothing tests it.
 *
 * <p>May import every package of the library. Nothing imports this.
 */
package org.spikernel.benchmarks;
