/**
 * Zip files whose last bytes tell whether any bit of them has changed, with a header of named lines and arrays as NumPy writes them. For
 * models and checkpoints; not meant for users.
 *
 * <p>Imports {@code internal.files} of the core library.
 */
package org.spikernel.internal.sealed;
