/** Tests of the packaged whole as its users meet it, through Jupyter; nothing here looks inside. */
package org.spikernel.acceptance;
