/**
 * Pictures: figures of searches, scores, spikes and learning, made with Tablesaw's Plotly, and drawings of cells.
 *
 * <p>May import every package of the core library; of the library no other package imports this.
 */
package org.spikernel.plot;
