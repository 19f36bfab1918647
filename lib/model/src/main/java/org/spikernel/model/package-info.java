/**
 * What a trained network is: its weights, how it learned and where it comes from, its file, and what a test says of it. A saved model is
 * loaded and tested with this module alone; only training one takes {@code spikernel-train}.
 *
 * <pre>{@code
 * TrainedModel model = TrainedModel.load(Path.of("model.npz"));
 * model.test(images).accuracy();                  // by the spike-driven engine, with running statistics
 * model.checkup(images);                          // why it does not recognise them
 * }</pre>
 *
 * <p>Imports the core library, {@code internal.sealed}, {@code internal.networks}, {@code checkup} and {@code internal.checkup}.
 */
package org.spikernel.model;
