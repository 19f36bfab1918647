package org.spikernel.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.GsonBuilder;

import org.spikernel.internal.files.WholeFile;

/**
 * The directory by which Jupyter finds the kernel: how to start it, its name and its logos.
 *
 * <pre>java -cp 'lib/*' org.spikernel.jupyter.KernelSpec share/jupyter/kernels</pre>
 */
public final class KernelSpec {

    private static final String NAME = "spikernel";
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /**
     * Becomes the Java that follows, with two things that it takes from the environment. Where the locale knows only ASCII, as in bare
     * containers or where the one that was asked for is not installed, Java could open no file whose name has another letter. And a person
     * may want another heap than the default.
     */
    private static final String STARTER =
            "[ \"$(locale charmap 2>/dev/null)\" != ANSI_X3.4-1968 ] || export LC_ALL=C.UTF-8; java=$1; shift; "
                    + "exec \"$java\" ${SPIKERNEL_HEAP:+\"-Xmx$SPIKERNEL_HEAP\"} \"$@\"";

    /**
     * The heap may take half of the memory, and gives back what it does not use: a collection whenever there was none for some time, and
     * less room between what is in use and what is kept than Java's 70%.
     */
    private static final List<String> HEAP = List.of(
            "-XX:MaxRAMPercentage=50",
            "-XX:G1PeriodicGCInterval=20000",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30");

    /** The release from which Java warns of code that uses {@code sun.misc.Unsafe}, or loads native code without having been allowed to. */
    private static final int WARNS_SINCE = 24;

    private static final String HOME = "SPIKERNEL_HOME";
    private static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

    private KernelSpec() {}

    /**
     * Writes the directory {@code spikernel} into a directory of kernels, for the Java that runs this and the class path it runs with.
     *
     * @param arguments the directory of kernels, which is created where it is missing
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: KernelSpec <directory of kernels, such as ~/.local/share/jupyter/kernels>");
            System.exit(2);
        }
        System.out.println(write(Path.of(arguments[0])));
    }

    static Path write(Path kernels) throws IOException {
        Path directory = Files.createDirectories(kernels.resolve(NAME));
        for (String logo : LOGOS) {
            try (InputStream in = KernelSpec.class.getResourceAsStream(logo)) {
                WholeFile.write(directory.resolve(logo), in.readAllBytes());
            }
        }
        String json = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(specification());
        WholeFile.write(directory.resolve("kernel.json"), json + "\n");
        return directory;
    }

    private static Map<String, Object> specification() {
        Map<String, Object> specification = new LinkedHashMap<>();
        specification.put("argv", command());
        specification.put("display_name", "Java (Spikernel)");
        specification.put("language", "java");
        specification.put("interrupt_mode", "message");
        specification.put("env", environment());
        return specification;
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        if (!System.getProperty("os.name").startsWith("Windows")) {
            command.addAll(List.of("/bin/sh", "-c", STARTER, "kernel"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(HEAP);
        // DL4J's graphs lie outside the heap. This ends a process that has taken 1.8 times the heap's limit, which is
        // by default
        // 90% of the machine's memory, with an error that says so, before the machine ends it without one.
        command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=180%");
        command.add("-Djava.awt.headless=true");
        // Lets the values of a session outlive edited cells.
        RuntimeLayout.jar().ifPresent(jar -> command.add("-javaagent:" + jar));
        command.add("-Dfile.encoding=UTF-8");
        // Lets the library's own sources be found beside those of the JDK when a tooltip asks for documentation.
        command.add("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED");
        if (Runtime.version().feature() >= WARNS_SINCE) {
            // Tablesaw's class scanner and DL4J draw warnings, which would stand above the first result of a notebook.
            command.add("--sun-misc-unsafe-memory-access=allow");
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()) {
            command.add("--add-modules=" + VECTOR_MODULE);
        }
        command.addAll(List.of("-cp", classPath(), KernelMain.class.getName(), "{connection_file}"));
        return command;
    }

    /** All jars that lie beside ours, or what this JVM runs with where we are not in a jar. */
    private static String classPath() {
        return RuntimeLayout.libraries()
                .map(libraries -> libraries.resolve("*").toString())
                .orElse(System.getProperty("java.class.path"));
    }

    private static Map<String, String> environment() {
        String home = System.getenv(HOME);
        return home == null ? Map.of() : Map.of(HOME, home);
    }
}
