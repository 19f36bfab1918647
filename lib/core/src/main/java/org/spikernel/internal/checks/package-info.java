/**
 * Checks of arguments where they enter, with errors that name the argument and what was found. Not meant for users.
 *
 * <p>Imports nothing of the project. Every other package may import it, and does not say so.
 */
package org.spikernel.internal.checks;
