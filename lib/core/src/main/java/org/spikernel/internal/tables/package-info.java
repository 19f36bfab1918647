/**
 * Columns of a table as numbers, with errors that name the table and its columns. Not meant for users.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.internal.tables;
