/**
 * What is searched, whatever it is made of: architectures, and the spaces that they are drawn from.
 *
 * <p>Imports {@code random}.
 */
package org.spikernel.space;
