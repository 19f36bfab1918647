/**
 * How values look in a notebook: one class for every kind of value, registered in {@link org.spikernel.jupyter.display.Displays}.
 *
 * <p>May import every package of the library; of Jupyter it knows only JJava's renderer.
 */
package org.spikernel.jupyter.display;
