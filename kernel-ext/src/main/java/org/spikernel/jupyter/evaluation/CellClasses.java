package org.spikernel.jupyter.evaluation;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/**
 * The classes into which JShell compiles cells, and the values of variables, which are static fields of them.
 *
 * <p>A cell that is edited and run again changes such classes, and those of all cells that use what it declares. Where the JVM can, they
 * get new code and keep their values. Elsewhere JShell compiles them anew under another name: then the values are carried over, and those
 * that cannot be, because their own class has changed, are {@linkplain #takeLost remembered as lost}.
 */
final class CellClasses implements LoaderDelegate {

    /** The class around one snippet: its number, and letters that count how often it was replaced. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Z]*");

    private final Optional<ClassRedefinition> redefinition;
    private Loader loader = new Loader();
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<String, Class<?>> wrappers = new HashMap<>();
    private final List<LostValue> lost = new ArrayList<>();

    /** The values of variables that were lost, by the numbers of their snippets, until it is known that they stay lost. */
    private final Map<String, Object> lostValues = new HashMap<>();

    /**
     * A variable that was set and now is null.
     *
     * @param snippet number of the snippet that declares it
     * @param variable its name
     * @param type the class that its value had to be of, as it was
     */
    record LostValue(String snippet, String variable, Class<?> type) {}

    private static final class Loader extends URLClassLoader {
        private final Map<String, byte[]> code = new HashMap<>();

        Loader() {
            super(new URL[0], ClassLoader.getSystemClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = code.get(name);
            return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        protected void addURL(URL url) {
            super.addURL(url);
        }
    }

    CellClasses(Optional<ClassRedefinition> redefinition) {
        this.redefinition = redefinition;
    }

    /** Lets go of all classes, and so of all values, as {@link CellExecutionControl#close()} says. */
    void close() {
        classes.clear();
        wrappers.clear();
        lost.clear();
        lostValues.clear();
        loader = new Loader();
    }

    /** Whether classes that are loaded can get new code; if not, JShell replaces them. */
    boolean canRedefine() {
        return redefinition.isPresent();
    }

    /** Loads classes, and gives those that are loaded already new code. */
    @Override
    public void load(ClassBytecodes[] codes) throws ClassInstallException {
        boolean[] installed = new boolean[codes.length];
        try {
            redefine(codes, installed);
            for (ClassBytecodes code : codes) {
                loader.code.put(code.name(), code.bytecodes());
            }
            for (int i = 0; i < codes.length; i++) {
                if (!installed[i]) {
                    define(codes[i].name());
                    installed[i] = true;
                }
            }
        } catch (Exception | LinkageError e) {
            throw new ClassInstallException("load: " + e.getMessage(), installed);
        }
    }

    private void redefine(ClassBytecodes[] codes, boolean[] installed) {
        Map<Class<?>, byte[]> changed = new LinkedHashMap<>();
        for (ClassBytecodes code : codes) {
            Class<?> loaded = classes.get(code.name());
            if (loaded != null) {
                changed.put(loaded, code.bytecodes());
            }
        }
        if (!changed.isEmpty()) {
            redefinition.orElseThrow().redefine(changed);
        }
        for (int i = 0; i < codes.length; i++) {
            installed[i] = classes.containsKey(codes[i].name());
        }
    }

    private void define(String name) throws ReflectiveOperationException {
        Class<?> defined = loader.loadClass(name);
        classes.put(name, defined);
        // Has the class checked to the point at which an unfit one fails.
        defined.getDeclaredMethods();
        String snippet = snippet(name);
        Class<?> replaced = wrappers.get(snippet);
        inUse(name);
        if (replaced != null) {
            carryOver(snippet, replaced, defined);
        }
    }

    /** The number of the snippet around which a class was made; empty for other classes. */
    private static String snippet(String className) {
        Matcher wrapper = WRAPPER.matcher(className);
        return wrapper.matches() ? wrapper.group(1) : "";
    }

    /** From now on the variables of a snippet are those of this class. */
    Class<?> inUse(String className) throws ClassNotFoundException {
        Class<?> wrapper = findClass(className);
        if (!snippet(className).isEmpty()) {
            wrappers.put(snippet(className), wrapper);
        }
        return wrapper;
    }

    private void carryOver(String snippet, Class<?> from, Class<?> to) throws IllegalAccessException {
        for (Field old : variables(from)) {
            Object value = old.get(null);
            Optional<Field> field = variable(to, old.getName());
            if (field.isPresent() && field.get().getType() == old.getType()) {
                field.get().set(null, value);
            } else if (value != null) {
                lost.add(new LostValue(snippet, old.getName(), old.getType()));
                lostValues.put(snippet, value);
            }
        }
    }

    private static List<Field> variables(Class<?> wrapper) {
        return Stream.of(wrapper.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .filter(Field::trySetAccessible)
                .toList();
    }

    private static Optional<Field> variable(Class<?> wrapper, String name) {
        return variables(wrapper).stream()
                .filter(field -> field.getName().equals(name))
                .findFirst();
    }

    /** What was lost since the last call and has no other value by now, each variable once. */
    List<LostValue> takeLost() {
        List<LostValue> taken = lost.stream()
                .distinct()
                .filter(value -> value(value.snippet(), value.variable()) == null)
                .sorted(Comparator.comparingInt(value -> Integer.parseInt(value.snippet())))
                .toList();
        lost.clear();
        lostValues.clear();
        return taken;
    }

    /** The value that a variable had before it was declared anew; null if it had none. */
    Object valueBefore(String snippet, String variable) {
        return lostValues.getOrDefault(snippet, value(snippet, variable));
    }

    /** The value of a variable that a snippet declares; null if it has none. */
    Object value(String snippet, String variable) {
        try {
            Class<?> wrapper = wrappers.get(snippet);
            Optional<Field> field = wrapper == null ? Optional.empty() : variable(wrapper, variable);
            return field.isPresent() ? field.get().get(null) : null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("variable " + variable + " cannot be read", e);
        }
    }

    /** Gives a variable the value that it had. */
    void restore(Class<?> wrapper, String variable, Object value) {
        Field field = variable(wrapper, variable).orElseThrow();
        try {
            field.set(null, value);
        } catch (IllegalArgumentException e) {
            lost.add(new LostValue(snippet(wrapper.getName()), variable, field.getType()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("variable " + variable + " cannot be set", e);
        }
    }

    /** Lets the garbage collector have the value of a variable. */
    void forget(String snippet, String variable) {
        Class<?> wrapper = wrappers.get(snippet);
        if (wrapper != null
                && variable(wrapper, variable)
                        .filter(field -> !field.getType().isPrimitive())
                        .isPresent()) {
            restore(wrapper, variable, null);
        }
    }

    /** Whether a class is that of a type which cells declare, or lies within it. */
    static boolean isOfType(String className, String type) {
        // REPL., JShell, the number of the snippet, the type, types within it.
        String[] names = className.split("\\$");
        return names.length > 3 && WRAPPER.matcher(className).lookingAt() && names[3].equals(type);
    }

    @Override
    public void classesRedefined(ClassBytecodes[] codes) {
        throw new UnsupportedOperationException("classes are redefined by load");
    }

    @Override
    public void addToClasspath(String classPath) throws InternalException {
        try {
            for (String path : classPath.split(File.pathSeparator)) {
                loader.addURL(new File(path).toURI().toURL());
            }
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> found = classes.get(name);
        if (found == null) {
            throw new ClassNotFoundException(name);
        }
        return found;
    }
}
