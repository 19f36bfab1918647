/**
 * The Jupyter kernel for Java: evaluates cells with JShell and shows the library's objects richly.
 *
 * <p>May import every package of the library. Nothing imports this.
 */
package org.spikernel.jupyter;
