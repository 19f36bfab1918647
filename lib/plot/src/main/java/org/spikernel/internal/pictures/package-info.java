/**
 * Still pictures, which need no script: what is drawn on a canvas, and canvases that make SVG, PNG and PDF of it. Not meant for users.
 *
 * <p>Lengths are pixels of CSS, of which there are 96 to the inch; the origin is at the top left. Imports nothing of the project. SVG is
 * written without Java's window toolkit, since a kernel that shows a figure need not load that.
 */
package org.spikernel.internal.pictures;
