/**
 * Networks as lines of text, in files of models and checkpoints, and whether images fit them; not meant for users.
 *
 * <p>Imports the core library.
 */
package org.spikernel.internal.networks;
