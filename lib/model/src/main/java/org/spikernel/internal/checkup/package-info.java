/**
 * How neurons of a network fare while it runs, and what is wrong with them; for checkups of trained networks and of trainings. Not meant for
 * users.
 *
 * <p>Imports {@code checkup} and the core library.
 */
package org.spikernel.internal.checkup;
