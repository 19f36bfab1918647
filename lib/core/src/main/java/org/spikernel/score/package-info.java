/**
 * How good a network is without training it: the representation score and what it is made of; how often its neurons spike; how much
 * work it does for an image, and what energy that takes.
 *
 * <p>Imports {@code annotation}, {@code shapes}, {@code internal.threads}, {@code data}, {@code network}, {@code internal.encoding} and
 * {@code engine}.
 */
package org.spikernel.score;
