/**
 * Charts as still pictures: what a figure's script says to Plotly, read from it and drawn again without a browser. Not meant for users.
 *
 * <p>Any figure of Tablesaw is read, not only those of {@code Plots}: what is drawn here is what the interactive figure is drawn from.
 * May import {@code internal.pictures}.
 */
package org.spikernel.internal.charts;
