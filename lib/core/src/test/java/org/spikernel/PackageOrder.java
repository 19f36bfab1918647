package org.spikernel;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rooms of a module in their order: each may import only those before it.
 *
 * @param names packages under {@code org.spikernel}, such as {@code internal.files}
 */
public record PackageOrder(List<String> names) {

    private static final String ROOT = "org.spikernel.";

    public static PackageOrder of(String... names) {
        return new PackageOrder(List.of(names));
    }

    /** Fails if a package imports a later one, has no place here, or does not say what it is for. */
    public void check() {
        JavaClasses classes = classesOfThisModule();
        for (int i = 0; i < names.size() - 1; i++) {
            checkImports(classes, names.get(i), names.subList(i + 1, names.size()));
        }
        assertThat(packages(classes)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(names)
                .map(name -> Path.of("src/main/java/org/spikernel", name.replace('.', '/'), "package-info.java"))
                .allSatisfy(info -> assertThat(info).exists());
    }

    /** The production code of the module that is being tested, and no other. */
    private static JavaClasses classesOfThisModule() {
        return new ClassFileImporter().importPath(Path.of("target/classes"));
    }

    private static void checkImports(JavaClasses classes, String name, List<String> later) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later.stream().map(ROOT::concat).toArray(String[]::new))
                .check(classes);
    }

    private static List<String> packages(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toList());
    }
}
