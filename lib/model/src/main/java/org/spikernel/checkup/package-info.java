/**
 * Why a network does not learn: what was looked at, what is out of the ordinary, and what to try.
 *
 * <pre>{@code
 * Trainer.of(network).checkup(images);            // before a training: neurons, gradients, some steps on one batch
 * model.checkup(images);                          // after it: neurons, how the loss went, answers
 * }</pre>
 *
 * <p>Here is what a {@link org.spikernel.checkup.Checkup} says; who looks is {@code internal.checkup} for neurons, {@code model} for answers and
 * learning curves, and the training module for gradients and steps.
 *
 * <p>Imports the core library.
 */
package org.spikernel.checkup;
