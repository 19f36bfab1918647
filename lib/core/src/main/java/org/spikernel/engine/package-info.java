/**
 * Runs networks on a batch of images, over timesteps, and shows monitors the spikes of every layer of neurons.
 *
 * <p>A {@link org.spikernel.engine.SpikeEngine} runs any network on any batch; a {@link org.spikernel.engine.Presentation} of a batch
 * shows it to many networks, and keeps what these have in common; who knows beforehand which networks will come asks it for a {@link
 * org.spikernel.engine.Programme}. Monitors stand beside the network and {@linkplain org.spikernel.engine.SpikeMonitor#and compose}. All
 * that the engine knows of kinds of layers stands in {@code StepMaker}, which makes the steps of a network once a run; how initial weights
 * are drawn and scaled stands in {@link org.spikernel.engine.Weights#random}.
 *
 * <p>What a network sees at each timestep is for its {@link org.spikernel.network.Encoding} to say; a presentation encodes a batch once for all
 * networks that see it alike. Spikes that encode an image are convolved as those of neurons are.
 *
 * <p>The engine does work only where there are spikes. What makes it fast:
 *
 * <ul>
 *   <li>A convolution of spikes is a sum of weight rows. Numbers lie in the order [row, column, channel] and weights in the order [row,
 *       column, channel, filter], so a spike adds one contiguous run of weights, and the spikes under a row of the kernel are one
 *       contiguous run of events with one offset into the weights: nothing is gathered.
 *   <li>Filters are taken in blocks, so that a block of weights stays in the second-level cache while all positions pass by.
 *   <li>Scores draw their random weights on a grid: bytes that are multiples of a power of two. Rows of bytes take a quarter of the
 *       cache, and are summed as 16-bit integers, which a register holds twice as many of. Such sums are exact, so they have no order;
 *       no more of them are added than 16 bits surely hold. In wide layers an output position gathers its rows into registers; in narrow
 *       ones, where that would cost more than the additions, a spike scatters its rows to all positions of a line that it reaches. A
 *       linear layer that reads means of spikes adds a row once for every spike.
 *   <li>Batch normalisation is an affine map that is applied where its result is read; its statistics are taken while a sample that was
 *       just made is still in the cache. Sums of edges are added up where they are read, too.
 *   <li>A layer computes all timesteps before the next begins: membrane potentials stay in the nearest cache from timestep to timestep,
 *       and a linear layer, whose weights fit no cache, fetches them once. Where the numbers of all timesteps would take more than 15% of
 *       the heap, it is done for some timesteps after the others.
 *   <li>Convolutions on a grid hand on their 16-bit sums, which take half the memory of floats; where a sum does not fit, the layer is
 *       computed again as floats.
 *   <li>Layers that read the same and have the same weights give the same: edges that leave the same node share their neurons where their
 *       thresholds agree.
 *   <li>What networks have in common that are shown the same images (the stem, the spikes it causes, the convolutions of those) is
 *       computed once. Of networks that are expected, such as the candidates of a search, this holds for everything: weights belong to seed
 *       and place, so cells that begin alike give the same signals. Networks run in the order of their layers, and what a later one reads
 *       is kept until the last has read it, within a quarter of the heap; what is read first stays. All other arrays are used again, from
 *       layer to layer and from network to network.
 *   <li>Spikes are bits: Hamming distances are counted 64 neurons at a time, every pair once.
 * </ul>
 *
 * <p>What the steps brought, one after another: median seconds of a candidate with 128 channels, a batch of 64 and SNASNet's operations
 * over 12 random cells, on 2 cores with 512-bit vectors, all measured in one run (the plain pass over 3 cells):
 *
 * <table>
 *   <caption>Seconds a candidate</caption>
 *   <tr><th>step</th><th>seconds</th></tr>
 *   <tr><td>plain forward pass, which skips zeros</td><td>10.0</td></tr>
 *   <tr><td>events, weight rows in vector registers, what networks have in common computed once</td><td>0.88</td></tr>
 *   <tr><td>events of a kernel row in one run, no list of them gathered</td><td>0.81</td></tr>
 *   <tr><td>normalisation, sums and neurons in vector registers</td><td>0.71</td></tr>
 *   <tr><td>smaller vector loops, reads word by word, statistics in arrays of their own</td><td>0.71</td></tr>
 *   <tr><td>weights on a grid of bytes, 16-bit sums, scattering in narrow layers</td><td>0.49</td></tr>
 *   <tr><td>the same for linear layers; neurons in pieces that fit the nearest cache</td><td>0.44</td></tr>
 * </table>
 *
 * <p>That a layer computes all timesteps at once, hands on 16-bit sums and shares within a search came later, on another machine: a
 * candidate of that size alone took 0.33 s before and 0.28 s after (medians of three rounds in turns); 1,000 random iterations with 32
 * channels 59 s and 49 s. A search cell by cell with 32 channels (two cells, 127 candidates) took 48% less processor time.
 *
 * <p>Left out: computing only what changes from one timestep to the next (spikes change too much: it would save 15% of the additions);
 * and several candidates at a time, each with one thread, which was 12% faster for 16 channels and batch 32, but 17% slower for 32
 * channels and batch 64, where several candidates no longer fit the cache together.
 *
 * <p>Networks whose connections reach back in time run timestep by timestep, all layers of one before the next ({@code Feedback} holds what is
 * heard a timestep later), and share nothing with others: a candidate takes about a third longer than one without.
 *
 * <p>All other sums run in a fixed order, number by number, so results have the same bits on every machine, for any number of threads,
 * with the vector module or without, on Java 17 to 25; the tests compare them with a plain forward pass, bit by bit. Weights are drawn
 * from a seed and the layer's place in the network.
 *
 * <p>Imports {@code annotation}, {@code random}, {@code shapes}, {@code internal.threads}, {@code internal.lanes}, {@code
 * internal.convolution}, {@code data}, {@code neuron}, {@code internal.neurons}, {@code network} and {@code internal.encoding}; knows no
 * macro-architecture.
 */
package org.spikernel.engine;
