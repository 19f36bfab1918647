/** stub */
package org.spikernel.data;
