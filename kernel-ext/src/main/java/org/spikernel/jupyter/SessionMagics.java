package org.spikernel.jupyter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

import org.spikernel.jupyter.CodeFile.Cell;

/** The magics that are about the session itself: {@code %load}, {@code %env} and {@code %help}. */
final class SessionMagics {

    static final String LOAD = "load";

    /** Variables whose values are not to be read over somebody's shoulder, or in a notebook that is handed on. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(token|secret|passw|credential|key|auth).*");

    private final MagicsRegistry registry;
    private final Map<String, String> environment;
    private final Runner runner;
    private final Set<Path> loading = new LinkedHashSet<>();

    /** Runs what stands in a file as if it stood in a cell. */
    interface Runner {
        void run(Cell cell);
    }

    SessionMagics(MagicsRegistry registry, Map<String, String> environment, Runner runner) {
        this.registry = registry;
        this.environment = environment;
        this.runner = runner;
    }

    void register() {
        registry.registerLineMagic(LOAD, (kernel, arguments) -> load(arguments));
        registry.registerLineMagic("env", (kernel, arguments) -> environment(arguments));
        registry.registerLineMagic("help", (kernel, arguments) -> help());
        registry.registerLineMagic("magics", (kernel, arguments) -> help());
    }

    private Void load(List<String> arguments) throws IOException {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException(
                    "%load needs a file of Java or a notebook, such as %load setup.java, but found " + arguments.size()
                            + " arguments; quote a name that has spaces");
        }
        Path file = JarFiles.absolute(arguments.get(0));
        if (!loading.add(file)) {
            throw new IllegalArgumentException(file + " loads itself");
        }
        try {
            CodeFile.read(file).forEach(runner::run);
        } finally {
            loading.remove(file);
        }
        return null;
    }

    private Void environment(List<String> arguments) {
        if (arguments.isEmpty()) {
            new TreeMap<>(environment).forEach((name, value) -> System.out.println(name + "=" + visible(name, value)));
            return null;
        }
        String name = arguments.get(0);
        if (arguments.size() > 1 || name.contains("=")) {
            String variable = name.replaceFirst("=.*", "");
            throw new IllegalArgumentException("a Java that runs cannot change its environment: set " + variable
                    + " before Jupyter starts, or in the \"env\" of the kernel's kernel.json; System.setProperty(\""
                    + variable + "\", \"...\") sets a property, which is another thing");
        }
        System.out.println(environment.containsKey(name) ? environment.get(name) : name + " is not set");
        return null;
    }

    private static String visible(String name, String value) {
        return SECRET.matcher(name).matches() ? "(not shown; %env " + name + " shows it)" : value;
    }

    private Void help() {
        Set<String> known = new LinkedHashSet<>();
        MagicUsage.ALL.forEach(usage -> known.addAll(List.of(usage.form().split("[ ,]+"))));
        List<String> others = registry.getLineMagicNames().stream()
                .map(name -> "%" + name)
                .filter(name -> !known.contains(name))
                .sorted()
                .toList();
        System.out.println(MagicUsage.table(others));
        return null;
    }
}
