package org.spikernel.jupyter.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jdk.jshell.SourceCodeAnalysis;

/**
 * A cell up to the cursor, as one snippet in which JShell sees what the cell itself declares: types and methods become members of a class,
 * variables stand in its initialiser, and the names that the cell imports are spelt out. Nothing of it is run.
 */
final class CellPrefix {

    private static final String NAME = "Cell$Prefix";
    private static final Pattern IDENTIFIER = Pattern.compile("(?U)(?<![\\w$.])[\\w$&&\\D][\\w$]*+");
    private static final Pattern STATIC = Pattern.compile("\\bstatic\\b[^(]*\\(");

    // JShell could tell what a snippet declares, but on Java 25 it then gives no documentation any more.

    private static final Pattern ANNOTATION = Pattern.compile("(?U)@(?!interface\\b)[\\w.]+(?:\\s*\\([^()]*\\))?");
    private static final Pattern IMPORT =
            Pattern.compile("(?U)\\s*import\\s+(?:static\\s+)?([\\w.$]+(?:\\.\\*)?)\\s*;");
    private static final Pattern TYPE = Pattern.compile(
            "(?U)\\s*(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|strictfp)\\s+)*"
                    + "(?:class|interface|@\\s*interface|enum|record)\\s+(\\w+)\\s*[^=;\\s]");

    /** Modifiers, a type and a name. */
    private static final String DECLARED =
            "(?U)\\s*+(?!(?:return|new|throw|else|assert|yield|case)\\b)[\\w.<>\\[\\],?&\\s]*[\\w>\\]]\\s*(?<=[\\s>\\]])\\w+\\s*";

    private static final Pattern VARIABLE = Pattern.compile(DECLARED + "(?:\\[\\s*]\\s*)*(?:=[^=]|;|,)");
    private static final Pattern METHOD = Pattern.compile(DECLARED + "\\([^()]*\\)[\\w\\s.,]*\\{");

    private final Map<String, String> members = new LinkedHashMap<>();
    private final List<String> variables = new ArrayList<>();
    private final Map<String, String> imports = new LinkedHashMap<>();
    private final List<String> packages = new ArrayList<>();
    private String rest;

    CellPrefix(SourceCodeAnalysis analysis, String code) {
        this.rest = code;
        CellUnit unit = CellUnit.first(analysis, rest);
        while (unit.isComplete() && !unit.remaining().isEmpty()) {
            add(unit.source());
            rest = unit.remaining();
            unit = CellUnit.first(analysis, rest);
        }
    }

    /** The snippet in which the cursor stands, from its start. */
    String current() {
        return rest;
    }

    /** The snippet in which the cursor stands behind what the cell declares; empty if the cell declares nothing before it. */
    Optional<String> withDeclarations() {
        if (members.isEmpty() && variables.isEmpty() && imports.isEmpty() && packages.isEmpty()) {
            return Optional.empty();
        }
        String inClass = METHOD.matcher(declarations(rest)).lookingAt() ? "class Cell$Method { " : "";
        return Optional.of("class " + NAME + " { " + spellOut(String.join("\n", members.values())) + "\nstatic { "
                + spellOut(String.join("{ ", variables)) + inClass + spellOutButLast(rest));
    }

    /** Whether a suggestion is a name of our making, or of JShell's, and not the person's. */
    static boolean isArtificial(String suggestion) {
        return suggestion.startsWith("Cell$") || suggestion.startsWith("$JShell$");
    }

    static String withoutArtificialNames(String signature) {
        return signature.replaceAll("Cell\\$\\w+\\.", "");
    }

    private void add(String unit) {
        String code = declarations(unit);
        Matcher imported = IMPORT.matcher(code);
        Matcher type = TYPE.matcher(code);
        Matcher method = METHOD.matcher(code);
        if (imported.lookingAt()) {
            addImport(imported.group(1));
        } else if (type.lookingAt()) {
            members.put(type.group(1), unit);
        } else if (method.lookingAt()) {
            boolean isStatic = STATIC.matcher(code).lookingAt();
            members.put(method.group().replaceAll("\\s+", " "), isStatic ? unit : "static " + unit.strip());
        } else if (VARIABLE.matcher(code).lookingAt()) {
            variables.add(unit);
        }
    }

    /** The code without what may hold anything: literals, comments and annotations. */
    private static String declarations(String unit) {
        return ANNOTATION.matcher(new SourceScan(unit).code()).replaceAll(" ").replaceAll("\\s+", " ");
    }

    private void addImport(String name) {
        if (name.endsWith(".*")) {
            packages.add(name.substring(0, name.length() - 1));
        } else {
            imports.put(name.substring(name.lastIndexOf('.') + 1), name);
        }
    }

    private String spellOutButLast(String code) {
        Matcher last = Pattern.compile("(?U)[\\w$]*\\z").matcher(code);
        return last.find() ? spellOut(code.substring(0, last.start())) + last.group() : spellOut(code);
    }

    /** The code with the names that the cell imports in full. */
    private String spellOut(String code) {
        if (imports.isEmpty() && packages.isEmpty()) {
            return code;
        }
        StringBuilder spelt = new StringBuilder();
        int end = 0;
        for (MatchResult name :
                IDENTIFIER.matcher(new SourceScan(code).code()).results().toList()) {
            spelt.append(code, end, name.start()).append(fullName(name.group()));
            end = name.end();
        }
        return spelt.append(code, end, code.length()).toString();
    }

    private String fullName(String name) {
        String imported = imports.get(name);
        if (imported != null) {
            return imported;
        }
        return Character.isUpperCase(name.charAt(0)) && !members.containsKey(name)
                ? packages.stream()
                        .map(prefix -> prefix + name)
                        .filter(CellPrefix::isClass)
                        .findFirst()
                        .orElse(name)
                : name;
    }

    private static boolean isClass(String name) {
        return ClassLoader.getSystemResource(name.replace('.', '/') + ".class") != null;
    }
}
