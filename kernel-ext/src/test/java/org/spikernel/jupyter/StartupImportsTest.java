package org.spikernel.jupyter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartupImportsTest {

    @Test
    void importsThePackagesThatArePresent() {
        assertThat(StartupImports.packages())
                .contains("java.util", "tech.tablesaw.api", "org.spikernel.random", "org.spikernel.progress");
    }

    @Test
    void noNameIsInTwoPackages() throws IOException {
        Map<String, List<String>> packagesByName = new TreeMap<>();
        for (String name : StartupImports.packages()) {
            publicNames(name)
                    .forEach(type -> packagesByName
                            .computeIfAbsent(type, key -> new ArrayList<>())
                            .add(name));
        }
        packagesByName.values().removeIf(packages -> packages.size() == 1);

        assertThat(packagesByName).isEmpty();
    }

    private static Stream<String> publicNames(String packageName) throws IOException {
        List<String> names = new ArrayList<>();
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            for (StandardLocation location :
                    List.of(StandardLocation.PLATFORM_CLASS_PATH, StandardLocation.CLASS_PATH)) {
                for (JavaFileObject file :
                        files.list(location, packageName, Set.of(JavaFileObject.Kind.CLASS), false)) {
                    names.add(files.inferBinaryName(location, file));
                }
            }
        }
        return names.stream()
                .filter(StartupImportsTest::isPublic)
                .map(name -> name.substring(packageName.length() + 1));
    }

    private static boolean isPublic(String className) {
        try {
            Class<?> type = Class.forName(className, false, StartupImportsTest.class.getClassLoader());
            return java.lang.reflect.Modifier.isPublic(type.getModifiers()) && !className.contains("$");
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return false;
        }
    }
}
