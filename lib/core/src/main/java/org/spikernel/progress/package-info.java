/**
 * How long-running work (searches, downloads, training) tells how far it is, how long it will take, and where it keeps what it has
 * done; and how much of it notebooks do.
 *
 * <p>Imports nothing of the project. A notebook kernel offers its own live bar as a {@link org.spikernel.progress.ProgressBarProvider}.
 */
package org.spikernel.progress;
