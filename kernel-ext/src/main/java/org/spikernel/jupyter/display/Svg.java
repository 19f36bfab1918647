package org.spikernel.jupyter.display;

/**
 * A drawing that a notebook shows as such.
 *
 * @param svg an {@code <svg>} element
 */
public record Svg(String svg) {}
