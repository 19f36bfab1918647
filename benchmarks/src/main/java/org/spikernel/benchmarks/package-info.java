/**
 * Benchmarks: plain programs that warm up, measure and print medians, and one that lets JMH do so, since it measures nanoseconds. What they
 * print depends on the machine; nothing tests it.
 *
 * <p>May import every package of the library. Nothing imports this.
 */
package org.spikernel.benchmarks;
