/**
 * Pictures: figures of searches, scores, spikes and learning, made with Tablesaw's Plotly, and drawings of cells
 * and of networks of blocks; still pictures of all figures, of images, spikes and networks, as SVG, PNG and PDF.
 *
 * <p>May import every package of the core library; of the library no other package imports this.
 */
package org.spikernel.plot;
