package org.spikernel.jupyter;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Starts the kernel for the connection file that Jupyter hands it. */
public final class KernelMain {

    private KernelMain() {}

    /**
     * Runs the kernel until the front end shuts it down.
     *
     * @param arguments the path of the connection file
     * @throws IOException if the connection file cannot be read
     * @throws GeneralSecurityException if the JVM lacks the signature scheme that it names
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length != 1) {
            System.err.println(
                    "usage: KernelMain <connection file>, as Jupyter calls it; to try the kernel, run jupyter notebook");
            System.exit(2);
        }
        KernelConnectionProperties properties =
                KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0])));
        PrintStream log = System.err;
        try {
            KernelConnection connection = new KernelConnection(properties);
            JavaKernel kernel = new JavaKernel();
            kernel.onStartup();
            kernel.serve(connection);
            connection.connect();
            connection.waitUntilClose();
        } catch (RuntimeException e) {
            // Threads of the kernel would keep it from ending, and a front end that waits for it from hearing of it.
            log.println("The kernel cannot serve the front end: " + e.getMessage());
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }
}
