package org.spikernel;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import static org.assertj.core.api.Assertions.assertThat;

/** What users see of a module is made of what they may use: nothing that is public there shows anything internal. */
public final class InsideAndOutside {

    private static final String INTERNAL = "org.spikernel.internal.";

    private InsideAndOutside() {}

    /** Fails if a public or protected member of a public class outside the internal packages mentions an internal type. */
    public static void check() {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of("target/classes"));
        List<String> shown = classes.stream()
                .filter(InsideAndOutside::isPublic)
                .flatMap(InsideAndOutside::internalsShownBy)
                .toList();
        assertThat(shown).isEmpty();
    }

    private static boolean isPublic(JavaClass type) {
        boolean isPublic = type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().concat(".").startsWith(INTERNAL);
        return isPublic
                && type.getEnclosingClass().map(InsideAndOutside::isPublic).orElse(true);
    }

    private static Stream<String> internalsShownBy(JavaClass type) {
        Stream<String> supertypes = Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                .filter(InsideAndOutside::isInternal)
                .map(internal -> type.getName() + " is a " + internal.getName());
        Stream<String> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .filter(member -> mentioned(member).anyMatch(InsideAndOutside::isInternal))
                .map(JavaMember::getFullName);
        return Stream.concat(supertypes, members);
    }

    private static Stream<JavaClass> mentioned(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getRawType());
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        return Stream.concat(Stream.of(code.getRawReturnType()), code.getRawParameterTypes().stream());
    }

    private static boolean isInternal(JavaClass type) {
        return type.getBaseComponentType().getPackageName().concat(".").startsWith(INTERNAL);
    }
}
