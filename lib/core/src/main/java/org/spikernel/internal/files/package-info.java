/**
 * Files that several programs may want at the same time, and words for what is wrong with a file. For the library's own journals,
 * checkpoints and models; not meant for users.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.internal.files;
