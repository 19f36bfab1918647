/**
 * Spiking layers for DL4J: each can stand in any {@code ComputationGraph} configuration, beside DL4J's own layers.
 *
 * <p><b>Time is folded into the batch.</b> Between layers, an array has the shape [T x batch, channel, row, column] (or [T x batch,
 * feature]), <b>time-major</b>: rows 0 to batch-1 are the whole batch at the first timestep, the next {@code batch} rows are the same
 * samples at the second timestep, and so on: row {@code t * batch + i} is sample {@code i} at timestep {@code t}. Layers without memory
 * (convolutions, pooling, linear layers, DL4J's own) need not know of time; layers that do are told the number of timesteps T and find
 * the batch from the number of rows. An encoding makes [T x batch, ...] of [batch, ...], and
 * {@link org.spikernel.train.layers.TimeMeanLayer} goes back.
 *
 * <pre>{@code
 * var graph = new NeuralNetConfiguration.Builder().updater(new Nesterovs(0.1, 0.9)).graphBuilder()
 *         .addInputs("image")
 *         .addLayer("conv", ConvolutionLayer.same(3, 16, 3), "image")
 *         .addLayer("encoding", DirectEncoding.over(4), "conv")
 *         .addLayer("lif", LifLayer.over(4).withTau(2), "encoding")
 *         .addLayer("flat", new FlattenLayer(), "lif")
 *         .addLayer("linear", LinearLayer.of(16 * 32 * 32, 100), "flat")
 *         .addLayer("votes", VotingLayer.of(10), "linear")
 *         .addLayer("logits", TimeMeanLayer.over(4), "votes")
 *         .addLayer("loss", new LossLayer.Builder(new LossMCXENT()).activation(Activation.SOFTMAX).build(), "logits")
 *         .setOutputs("loss").build();
 * }</pre>
 *
 * <p>Of the encodings, {@link org.spikernel.train.layers.DirectEncoding} is that of a {@code Network} that is told no other. {@link
 * org.spikernel.train.layers.RateEncoding}, {@link org.spikernel.train.layers.LatencyEncoding} and {@link
 * org.spikernel.train.layers.FrameEncoding} make what networks with those encodings see, bit by bit, and stand at the very input.
 *
 * <p>Arrays are 32-bit floats in C order; a graph of another data type is refused. A configuration serialises to JSON and back, and a
 * model saves and loads with DL4J's {@code ModelSerializer}; but a {@link org.spikernel.train.layers.Surrogate} of your own is written by
 * its name alone, and cannot be read back.
 *
 * <p>A public class here is a configuration, immutable but for what DL4J itself sets; what it computes stands in a package-private
 * {@code Computation}. Imports DL4J, ND4J, and {@code random}, {@code shapes}, {@code neuron}, {@code annotation} and internal packages of
 * the core library; knows no {@code Network}.
 */
package org.spikernel.train.layers;
