package org.spikernel.jupyter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A new kernel for each connection file that an input names by its lines, when the front end has shut down the one before: what this JVM has
 * compiled for one notebook serves the next, which saves half of the time of a short one.
 *
 * <p>Each line of the input is answered, when its kernel has ended, by a line {@value #SERVED} of the output. The JVM ends with the input,
 * whatever runs, so that it does not outlive whoever started it. A notebook finds the JVM as the first one did, but for what its threads
 * left behind do and for what it has loaded; the working directory is the same for all.
 */
final class KernelsInTurn {

    static final String SERVED = "spikernel: served";

    private final BlockingQueue<Path> connectionFiles = new LinkedBlockingQueue<>();
    private final InputStream input;
    private final PrintStream output;

    /** What cells can change of a JVM. */
    private record Settings(
            Properties properties,
            Map<Locale.Category, Locale> locales,
            TimeZone zone,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        static Settings now() {
            return new Settings(
                    (Properties) System.getProperties().clone(),
                    Stream.of(Locale.Category.values()).collect(Collectors.toMap(each -> each, Locale::getDefault)),
                    TimeZone.getDefault(),
                    System.in,
                    System.out,
                    System.err);
        }

        void restore() {
            System.setProperties((Properties) properties.clone());
            locales.forEach(Locale::setDefault);
            TimeZone.setDefault(zone);
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    KernelsInTurn(InputStream input, PrintStream output) {
        this.input = input;
        this.output = output;
    }

    /**
     * Returns when the JVM ends, which code of a cell can ask for.
     *
     * @throws IOException if a connection file cannot be read
     * @throws GeneralSecurityException if the JVM lacks the signature scheme that it names
     */
    void run() throws IOException, GeneralSecurityException {
        Thread reader = new Thread(this::read, "connection files");
        reader.setDaemon(true);
        reader.start();
        Settings settings = Settings.now();
        try {
            while (KernelMain.serve(connectionFiles.take()).leave()) {
                settings.restore();
                output.println(SERVED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            lines.lines().map(Path::of).forEach(connectionFiles::add);
        } catch (UncheckedIOException | IOException e) {
            output.println("the connection files cannot be read: " + e.getMessage());
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
