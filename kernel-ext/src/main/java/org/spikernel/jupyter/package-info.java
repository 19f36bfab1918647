/**
 * The Jupyter kernel for Java: answers the front end's requests, runs the lines of cells that speak to the kernel itself, finds the
 * libraries that they ask for, and writes the kernelspec by which Jupyter finds it.
 *
 * <p>May import every package of the library. Nothing imports this but notebooks.
 */
package org.spikernel.jupyter;
