/**
 * Trains networks: reads a {@code Network} of the core library, and takes steps of gradient descent by passes of its own. A DL4J graph of a
 * network with its weights is made for whoever asks for one; its layers are those of {@code layers}.
 *
 * <pre>{@code
 * TrainedModel model = Trainer.of(network).epochs(5).fit(images, Progress.bar());
 * model.curve();                                  // loss and accuracy, epoch by epoch
 * model.test(images).accuracy();                  // by the spike-driven engine, with running statistics
 * }</pre>
 *
 * <p>{@link org.spikernel.train.Trainer} runs epochs over {@link org.spikernel.train.TrainableNetwork}, which takes single steps, and
 * returns a {@link org.spikernel.model.TrainedModel}, which needs {@code spikernel-model} alone.
 *
 * <p>A {@link org.spikernel.train.SuperNetworkTrainer} trains all networks of a space at once, as a {@link
 * org.spikernel.train.SuperNetwork} with one set of weights, by which a search ranks them.
 *
 * <p>{@link org.spikernel.train.TrainedAccuracy} ranks the candidates of a search by training them, stage by stage.
 *
 * <p>Both trainers are a {@code TrainingRun} of a {@code Learner}, with a {@code Checkpoint}. What networks learn together is in {@code
 * SharedLearning}, by {@code SharedPlace}; {@code SharedKernels} says which convolutions have one kernel between them.
 *
 * <p>What a training depends on is its {@link org.spikernel.train.TrainingRecipe}: steps by an {@link org.spikernel.train.Optimizer} at learning
 * rates of a {@link org.spikernel.train.Schedule}, and gradients by any {@link org.spikernel.train.layers.Surrogate}.
 *
 * <p>What keeps a network from learning, {@link org.spikernel.train.Trainer#checkup} looks for before a training.
 *
 * <p>Imports {@code layers}, {@code internal.passes}, {@code internal.arrays}, the core library, {@code model} and {@code checkup}.
 */
package org.spikernel.train;
