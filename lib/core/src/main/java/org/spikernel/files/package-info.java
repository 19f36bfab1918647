/**
 * Files that several programs may want at the same time. For the library's own journals and checkpoints; not meant for users.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.files;
