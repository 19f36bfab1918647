/**
 * Brings data sets from where their authors keep them: downloads, checks and unpacks the archives of {@code data/datasets.csv}. The only
 * room that asks anything of the network, and only when {@link org.spikernel.data.download.FetchCommand} is run.
 *
 * <p>Imports {@code progress} and {@code data}; nothing imports it.
 */
package org.spikernel.data.download;
