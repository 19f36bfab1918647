/**
 * What the library marks its own declarations with: {@link org.spikernel.annotation.CheckReturnValue} on methods that return a changed
 * copy, in every package.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.annotation;
