package org.spikernel.jupyter;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Starts the kernel for the connection file that Jupyter hands it, or one after another for several. */
public final class KernelMain {

    /** Stands for a connection file where the standard input names them. */
    static final String IN_TURN = "-";

    private KernelMain() {}

    /**
     * Runs the kernel until the front end shuts it down.
     *
     * @param arguments the path of the connection file; or {@code -}, for as many kernels as the standard input names connection files, as
     *     {@link KernelsInTurn} says
     * @throws IOException if the connection file cannot be read
     * @throws GeneralSecurityException if the JVM lacks the signature scheme that it names
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length != 1) {
            System.err.println(
                    "usage: KernelMain <connection file>, as Jupyter calls it; to try the kernel, run jupyter notebook");
            System.exit(2);
        }
        if (arguments[0].equals(IN_TURN)) {
            new KernelsInTurn(System.in, System.out).run();
        } else {
            serve(Path.of(arguments[0]));
        }
        System.exit(0);
    }

    /** A kernel whose connection is closed, as when the front end has shut it down; ends the JVM if it cannot serve the front end. */
    static JavaKernel serve(Path connectionFile) throws IOException, GeneralSecurityException {
        KernelConnectionProperties properties = KernelConnectionProperties.parse(Files.readString(connectionFile));
        PrintStream log = System.err;
        try {
            KernelConnection connection = new KernelConnection(properties);
            JavaKernel kernel = new JavaKernel();
            kernel.onStartup();
            kernel.serve(connection);
            connection.connect();
            connection.waitUntilClose();
            return kernel;
        } catch (RuntimeException e) {
            // Threads of the kernel would keep it from ending, and a front end that waits for it from hearing of it.
            log.println("The kernel cannot serve the front end: " + e.getMessage());
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }
}
