/**
 * Searches: which cells to score, in which order, and what came of it.
 *
 * <p>Imports {@code random}, {@code progress}, {@code cell}, {@code network} and {@code score}.
 */
package org.spikernel.search;
