/**
 * Images to score, train and test networks on: CIFAR-10, CIFAR-100, your own in folders, and built-in textures; and frames of events,
 * built-in ones and those that {@link org.spikernel.data.EventFrames} makes of a camera's.
 *
 * <p>{@link org.spikernel.data.Datasets} is the way in; a {@link org.spikernel.data.Dataset} holds two
 * {@link org.spikernel.data.ImageSet}s, which give {@link org.spikernel.data.ImageBatch}es. Files in this package's resources, and
 * what others reported ({@link org.spikernel.data.ReportedResults}), come from the project's {@code data} directory.
 *
 * <p>How they are fetched is the business of {@code data.download}. Imports {@code annotation}, {@code random}, {@code shapes},
 * {@code internal.files} and {@code internal.threads}; knows nothing of networks.
 */
package org.spikernel.data;
