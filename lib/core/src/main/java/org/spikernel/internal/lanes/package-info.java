/**
 * Inner loops across the lanes of vector registers, with a scalar path of the same bits for virtual machines without the vector module.
 * For the engine and for training; not meant for users.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.internal.lanes;
