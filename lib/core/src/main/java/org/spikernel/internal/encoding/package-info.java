/**
 * What networks see of a batch at each timestep, for the engine, for scores and for training: the codes of spikes, batches as a network's
 * encoding shows them, and whether a batch is what it can show. Not meant for users.
 *
 * <p>The codes ({@code RateCode}, {@code LatencyCode}) know neither networks nor batches, so layers for DL4J share them. Imports
 * {@code random}, {@code shapes}, {@code data} and {@code network}.
 */
package org.spikernel.internal.encoding;
