/**
 * Evaluates cells with JShell, and completes, explains and checks code.
 *
 * <p>Knows nothing of Jupyter's protocol, of display or of the library; imports only the JDK.
 */
package org.spikernel.jupyter.evaluation;
