package org.spikernel.jupyter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** The magics that add libraries to what cells may use: {@code %jars}, {@code %classpath} and {@code %maven}, or {@code %dependency}. */
final class ClassPathMagics {

    private final Consumer<Path> classPath;
    private final MavenArtifacts maven = new MavenArtifacts();
    private final Set<Path> added = new HashSet<>();
    private final Map<String, String> ofKernel = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> new File(entry).getName())
            .collect(Collectors.toMap(ClassPathMagics::withoutVersion, name -> name, (first, second) -> first));

    /**
     * @param classPath takes each path that is to be added
     */
    ClassPathMagics(Consumer<Path> classPath) {
        this.classPath = classPath;
    }

    void register(MagicsRegistry registry) {
        registry.registerLineMagic("jars", (kernel, arguments) -> jars(arguments));
        registry.registerLineMagic("classpath", (kernel, arguments) -> classPath(arguments));
        registry.registerLineMagic("maven", (kernel, arguments) -> maven(arguments));
        registry.registerLineMagic("dependency", (kernel, arguments) -> maven(arguments));
    }

    /** Stops the magic that runs, if any. */
    void interrupt() {
        maven.interrupt();
    }

    private Void jars(List<String> paths) throws IOException {
        require(paths, "%jars needs a jar, a directory of jars or a pattern, such as %jars lib/*.jar");
        for (String path : paths) {
            add(JarFiles.find(path));
        }
        return null;
    }

    private Void classPath(List<String> paths) throws IOException {
        require(paths, "%classpath needs a jar or a directory of classes, such as %classpath target/classes");
        for (String path : paths) {
            Path absolute = JarFiles.absolute(path);
            add(Files.isDirectory(absolute) ? List.of(absolute) : JarFiles.find(path));
        }
        return null;
    }

    private Void maven(List<String> artifacts) throws IOException {
        require(artifacts, "%maven needs an artifact, such as %maven org.apache.commons:commons-math3:3.6.1");
        add(maven.resolve(artifacts));
        return null;
    }

    private static void require(List<String> arguments, String usage) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(usage);
        }
    }

    /** Adds what is not there yet, and says so. */
    private void add(List<Path> paths) {
        for (Path path : paths) {
            if (path.toString().contains(File.pathSeparator)) {
                throw new IllegalArgumentException(path + " cannot be added: a class path uses '" + File.pathSeparator
                        + "' to separate its entries. Rename it");
            }
            String name = path.getFileName().toString();
            String own = ofKernel.get(withoutVersion(name));
            if (name.equals(own) || !added.add(path)) {
                System.out.println(name + " is there already");
                continue;
            }
            classPath.accept(path);
            System.out.println("added " + name
                    + (own == null ? "" : "; what the kernel's own " + own + " has too is taken from that"));
        }
    }

    private static String withoutVersion(String jar) {
        return jar.replaceFirst("-\\d.*", "");
    }
}
