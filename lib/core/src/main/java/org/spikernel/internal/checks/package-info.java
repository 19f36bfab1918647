/**
 * Checks of arguments where they enter, with errors that name the argument and what was found. Not meant for users.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.internal.checks;
