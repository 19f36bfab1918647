/**
 * What a network computes in a step of training: every layer forward and backward, over all timesteps, for one sample after another.
 *
 * <p>A {@link org.spikernel.internal.passes.NetworkPasses} makes a {@code LayerPass} of every layer that the answer depends on and runs
 * them in stages. Within a stage, each processor takes samples and does all its layers for one of them, so that what a layer makes is in
 * the cache when the next one reads it. Stages end where a layer needs the whole batch: batch normalisation for its statistics and their
 * gradients, linear layers for their weights, which are larger than any cache. The backward pass asks for gradients from where they are
 * needed: neurons fetch those of their spikes from the convolutions that read them, and nothing but the gradients of normalised sums is
 * kept for the whole batch.
 *
 * <p>What is kept for the whole batch is needed from one stage to another, and what is never needed at the same time shares an array: a
 * {@code RoomPlan} says so once a network, by the {@code Lifetimes} that follow from the stages. A step of SNASNet with 128 channels, 5
 * timesteps, batches of 64 and a cell with kernels of 1, 3 and 5 keeps, in GiB:
 *
 * <table>
 *   <caption>GiB that a step keeps</caption>
 *   <tr><th></th><th>each in an array of its own</th><th>now</th></tr>
 *   <tr><td>sums of convolutions</td><td>1.28</td><td rowspan="4">2.32</td></tr>
 *   <tr><td>sums of edges, of which those that neurons alone read are now added up whenever they are read</td><td>0.47</td></tr>
 *   <tr><td>pooled and flattened maps, what dropout leaves</td><td>0.14</td></tr>
 *   <tr><td>gradients of all these, those of sums shared with what they add up</td><td>1.44</td></tr>
 *   <tr><td>spikes, a bit each; inputs of linear layers that are not zero; masks</td><td>0.07</td><td>0.07</td></tr>
 *   <tr><td>weights, their gradients and momentum</td><td>0.23</td><td>0.23</td></tr>
 *   <tr><td>convolutions' gradients in {@value org.spikernel.internal.passes.Lane#COUNT} groups, and weights turned for products</td>
 *       <td>0.13</td><td>0.14</td></tr>
 *   <tr><td>first weights, which are now kept only where nothing is trained</td><td>0.08</td><td>0</td></tr>
 *   <tr><td>together</td><td>3.84</td><td>2.77</td></tr>
 *   <tr><td>smallest heap, in steps of 250 MiB, in which two steps run</td><td>4,250 MiB</td><td>3,250 MiB</td></tr>
 * </table>
 *
 * <p>Where connections reach back in time, the layers that they reach back over make up a {@code Part} whose stages are done for one timestep
 * after another, forward, and from the last to the first, backward; all other layers, and networks without such connections, are computed
 * for all timesteps at once. Within such a part neurons compute their potentials again at every timestep, in both directions: T timesteps
 * cost T times the work of their dynamics, which is little beside the convolutions.
 *
 * <p>Numbers lie in the order [sample, timestep, row, column, channel]; what never changes, such as an image with direct encoding and all that
 * is computed from it before any neurons, has one timestep. What is
 * skipped is exactly what is zero: a convolution, and the gradient of its weights, add rows of numbers for each spike; the gradient of
 * spikes is a dense product, by {@link org.spikernel.internal.lanes.Winograd}'s short way where kernels have 3, 5 or 7 columns and no stride. Nothing of the published method is left out.
 *
 * <p>What the steps brought, one after another: images a second with batches of 64, 4 timesteps and a cell with kernels of 1, 3 and 5, on
 * 2 cores with 512-bit vectors:
 *
 * <table>
 *   <caption>Images a second</caption>
 *   <tr><th>step</th><th>16 channels</th><th>32 channels</th></tr>
 *   <tr><td>a DL4J graph of our layers, dense convolutions by oneDNN</td><td>184</td><td>92</td></tr>
 *   <tr><td>passes over samples, no array outside the heap; gathered rows of weights; products in register panels</td><td>352</td>
 *       <td>156</td></tr>
 *   <tr><td>neurons back in time across lanes; gradients of normalisation in one loop; rows of three and five registers</td><td>386</td>
 *       <td>166</td></tr>
 *   <tr><td>factors of normalisation stay in registers; sixteen rows of a product at a time</td><td>408</td><td>165</td></tr>
 *   <tr><td>gradients of inputs by Winograd's short way; threads watch for more work before they sleep</td><td>431</td><td>183</td></tr>
 * </table>
 *
 * <p>Of the step before the last, products for the gradients of inputs take a quarter (16 channels) to a third (32) of the time, and ran at nine tenths of
 * what the processor can multiply before Winograd's way halved their number; gathering weights a fifth, gradients of weights a tenth, normalisation a seventh. Scattering rows of
 * weights instead of gathering them was slower: rows on the heap do not begin where registers do, so each store crosses a cache line. Rows
 * that do begin there, on heaps of aligned objects, made steps 2% to 5% shorter, which is not worth a heap of such objects.
 *
 * <p>Channels that fill no register, such as 8 or 24, are computed in one all the same, beside zeros or beside what the register before has
 * computed: trainings with 8, 12, 20 and 24 channels became 1.6 to 2.0 times faster by that.
 *
 * <p>Every sum runs in an order that depends on the numbers of samples, timesteps and channels alone: weights' gradients are summed in
 * {@value org.spikernel.internal.passes.Lane#COUNT} groups of samples, the groups one after another. So a training has the same bits for
 * any number of threads, with the vector module or without, on every Java.
 *
 * <p>Imports {@code train.layers} for surrogates and statistics, and of the core library {@code network}, {@code data}, {@code neuron}, {@code
 * engine}'s weights, {@code random}, {@code shapes} and internal packages. Knows neither DL4J nor ND4J.
 */
package org.spikernel.internal.passes;
