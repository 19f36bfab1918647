/**
 * Tests of the packaged whole as its users meet it: the kernel through Jupyter, the front door, the notebooks, and their reports in a
 * browser. Nothing here looks inside.
 */
package org.spikernel.acceptance;
