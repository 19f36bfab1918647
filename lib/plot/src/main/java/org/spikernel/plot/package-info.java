/**
 * Pictures of everything: figures made with Tablesaw's Plotly, and drawings of cells.
 *
 * <p>May import every other package of the library; none imports this.
 */
package org.spikernel.plot;
