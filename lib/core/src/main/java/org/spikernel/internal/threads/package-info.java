/**
 * The threads that the library computes with: as many as there are processors, whatever computes. Not meant for users.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.internal.threads;
