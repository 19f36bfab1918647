/**
 * Images to score, train and test networks on: CIFAR-10, CIFAR-100 and built-in textures, where they are found and how they are fetched.
 *
 * <p>{@link org.spikernel.data.Datasets} is the way in; a {@link org.spikernel.data.Dataset} holds two
 * {@link org.spikernel.data.ImageSet}s, which give {@link org.spikernel.data.ImageBatch}es. Files in this package's resources, and
 * what others reported ({@link org.spikernel.data.ReportedResults}), come from the project's {@code data} directory.
 *
 * <p>Imports {@code random}, {@code shapes}, {@code progress} and internal packages; knows nothing of networks.
 */
package org.spikernel.data;
