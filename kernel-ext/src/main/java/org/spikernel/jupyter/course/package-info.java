/**
 * What the course needs beside the library: {@link org.spikernel.jupyter.course.Check} tells whether the answer to an exercise is right.
 *
 * <p>Knows neither the library nor Jupyter: an answer is a number, a text, or a thing with a text.
 */
package org.spikernel.jupyter.course;
