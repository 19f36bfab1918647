package org.spikernel;

import java.io.ByteArrayOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * How the project writes numbers and texts: by {@link Locale#ROOT}, {@code String.format(Locale.ROOT, ...)}, and in UTF-8, whatever the
 * user's locale is. A call that would follow the user's is found here, in each module by a test of its own.
 */
public final class LocaleRules {

    private static final Set<String> CONSTRUCTOR = Set.of("<init>");

    /** What follows the user's locale, or charset, unless it is given one. */
    private static final Map<Class<?>, Set<String>> FOLLOWERS = Map.ofEntries(
            Map.entry(String.class, Set.of("format", "formatted", "toLowerCase", "toUpperCase", "getBytes")),
            Map.entry(PrintStream.class, Set.of("printf", "format", "<init>")),
            Map.entry(PrintWriter.class, Set.of("printf", "format")),
            Map.entry(Formatter.class, CONSTRUCTOR),
            Map.entry(DecimalFormat.class, CONSTRUCTOR),
            Map.entry(
                    NumberFormat.class,
                    Set.of("getInstance", "getNumberInstance", "getIntegerInstance", "getPercentInstance")),
            Map.entry(
                    DateTimeFormatter.class,
                    Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime")),
            Map.entry(Scanner.class, CONSTRUCTOR),
            Map.entry(Locale.class, Set.of("getDefault")),
            Map.entry(Charset.class, Set.of("defaultCharset")),
            Map.entry(FileReader.class, CONSTRUCTOR),
            Map.entry(FileWriter.class, CONSTRUCTOR),
            Map.entry(InputStreamReader.class, CONSTRUCTOR),
            Map.entry(OutputStreamWriter.class, CONSTRUCTOR),
            Map.entry(ByteArrayOutputStream.class, Set.of("toString")));

    /** Who names a category of locales asks which locale the user has, to keep it. */
    private static final List<Class<?>> GIVEN = List.of(Locale.class, Locale.Category.class, Charset.class);

    private LocaleRules() {}

    /** Fails if a class of a package of the production code follows the user's locale or charset. */
    public static void check(String root) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages(root);
        noClasses()
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "it follows the user's locale or charset and is given none", LocaleRules::followsTheUser))
                .because("files, pictures and messages are the same on every machine")
                .check(classes);
    }

    private static boolean followsTheUser(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        boolean follows = FOLLOWERS.entrySet().stream()
                .anyMatch(entry -> target.getOwner().isEquivalentTo(entry.getKey())
                        && entry.getValue().contains(target.getName()));
        return follows && !isGivenOne(target) || isStringOfBytes(target) && !isGivenOne(target);
    }

    private static boolean isStringOfBytes(CodeUnitCallTarget target) {
        return target.getOwner().isEquivalentTo(String.class)
                && target.getName().equals("<init>")
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(byte[].class));
    }

    private static boolean isGivenOne(CodeUnitCallTarget target) {
        return target.getRawParameterTypes().stream()
                .anyMatch(type -> GIVEN.stream().anyMatch(type::isEquivalentTo));
    }
}
