/**
 * What a user does and sees, tried from outside: the front door, the notebooks, and their reports in a browser.
 *
 * <p>These tests import nothing of the library; they run {@code ./spikernel}, which hands them a Python and a Chromium.
 */
package org.spikernel.acceptance;
