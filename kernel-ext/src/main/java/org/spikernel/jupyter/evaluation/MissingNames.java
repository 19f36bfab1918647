package org.spikernel.jupyter.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * Says what to do about names that the compiler does not find: variables of cells that were not run, misspelt ones, classes that are not
 * imported, and what other languages call otherwise.
 *
 * <p>The compiler's own words are not looked at, since they are in the language of the person.
 */
final class MissingNames {

    private static final String NOT_FOUND = "compiler.err.cant.resolve";
    private static final Set<String> PRINTING = Set.of("print", "println", "printf");

    /** What stands in other languages for what Java calls otherwise. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("bool", "boolean"),
            Map.entry("str", "String"),
            Map.entry("integer", "int"),
            Map.entry("True", "true"),
            Map.entry("False", "false"),
            Map.entry("None", "null"),
            Map.entry("nil", "null"),
            Map.entry("NULL", "null"),
            Map.entry("self", "this"),
            Map.entry("let", "var"),
            Map.entry("val", "var"),
            Map.entry("auto", "var"),
            Map.entry("def", "var"));

    /** What Python's notebooks take for a shell's command. A name with a dot or a parenthesis behind it is more likely Java. */
    private static final Pattern SHELL_COMMAND = Pattern.compile("!(?:([a-z][\\w-]*+)(?=\\s|;|\\z)|[./~])");

    private static final int MAX_IMPORTS = 3;

    private static final Pattern SUGGESTED_NAME = Pattern.compile("(?U)[\\w$]+");

    private final SourceCodeAnalysis analysis;

    /**
     * A name that is missing.
     *
     * @param position where it stands in its snippet
     * @param isMember whether it stands behind a dot
     * @param use what it is used as
     */
    private record Missing(String name, int position, boolean isMember, Use use) {
        boolean isPlainVariable() {
            return !isMember && use == Use.VARIABLE && Character.isLowerCase(name.codePointAt(0));
        }
    }

    private enum Use {
        VARIABLE,
        METHOD,
        TYPE
    }

    MissingNames(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /** Whether a complaint of the compiler is that it does not find a name. */
    static boolean isAbout(Diag problem) {
        return problem.getCode().startsWith(NOT_FOUND) && problem.getEndPosition() != Diag.NOPOS;
    }

    /** Whether the name is that of a variable, as far as one can tell of a name that does not exist. */
    boolean isVariable(Diag problem, String snippet) {
        return isAbout(problem) && missing(problem, snippet).isPlainVariable();
    }

    /** What to say, in one sentence, of variables that are missing, all in one snippet. */
    String ofVariables(List<Diag> problems, String snippet) {
        Set<String> names = new LinkedHashSet<>();
        problems.forEach(problem -> names.add(missing(problem, snippet).name()));
        String joined = joined(List.copyOf(names));
        if (names.size() > 1) {
            return joined + " are not defined: run the cells above first";
        }
        return joined + " is not defined: " + adviceOnVariable(missing(problems.get(0), snippet), snippet);
    }

    private String adviceOnVariable(Missing missing, String snippet) {
        String name = missing.name();
        if (ELSEWHERE.containsKey(name)) {
            return "Java writes `" + ELSEWHERE.get(name) + "`";
        }
        if (isAssigned(missing, snippet)) {
            return "to make a new variable, write `var " + snippet.strip().replaceFirst("(?s)\n.*", " ...") + "`";
        }
        return near(missing, snippet).map(MissingNames::didYouMean).orElse("run the cells above first");
    }

    private static boolean isAssigned(Missing missing, String snippet) {
        return Pattern.compile("(?U)\\A\\s*" + Pattern.quote(missing.name()) + "\\s*=(?!=)")
                .matcher(snippet)
                .find();
    }

    /** What to say of code that does not compile, if it was meant for a shell. */
    Optional<String> ofShellCommand(String snippet) {
        Matcher command = SHELL_COMMAND.matcher(snippet);
        return command.lookingAt() && (command.group(1) == null || !isLikeAName(command.group(1), snippet))
                ? Optional.of("this kernel runs Java and no shell commands: run that one in a terminal")
                : Optional.empty();
    }

    private boolean isLikeAName(String word, String snippet) {
        return suggestions("").stream().anyMatch(known -> known.continuation().equals(word))
                || near(new Missing(word, 1, false, Use.VARIABLE), snippet).isPresent();
    }

    /**
     * What to say of another name that is missing.
     *
     * @return empty if there is no more to say than the compiler does
     */
    Optional<String> of(Diag problem, String snippet) {
        return Optional.of(problem)
                .filter(MissingNames::isAbout)
                .map(found -> missing(found, snippet))
                .filter(missing -> !missing.name().isEmpty())
                .flatMap(missing ->
                        adviceOn(missing, snippet).map(advice -> "cannot find `" + missing.name() + "`: " + advice));
    }

    private Optional<String> adviceOn(Missing missing, String snippet) {
        String name = missing.name();
        if (!missing.isMember() && missing.use() == Use.METHOD && PRINTING.contains(name)) {
            return Optional.of("Java prints by `System.out." + name + "(...)`");
        }
        if (!missing.isMember() && ELSEWHERE.containsKey(name)) {
            return Optional.of("Java writes `" + ELSEWHERE.get(name) + "`");
        }
        return near(missing, snippet).map(MissingNames::didYouMean).or(() -> imports(missing, snippet));
    }

    private static String didYouMean(String name) {
        return "did you mean `" + name + "`?";
    }

    /** The name that was meant, of those in scope or those of the type before the dot. */
    private Optional<String> near(Missing missing, String snippet) {
        String before =
                missing.isMember() ? snippet.substring(0, missing.position()).stripTrailing() : "";
        List<String> names = suggestions(before).stream()
                .map(Suggestion::continuation)
                .filter(suggestion -> suggestion.contains("(") == (missing.use() == Use.METHOD))
                .map(SUGGESTED_NAME::matcher)
                .filter(matcher -> matcher.lookingAt())
                .map(matcher -> matcher.group())
                .filter(name -> !CellPrefix.isArtificial(name))
                .distinct()
                .toList();
        return NearNames.nearest(missing.name(), names);
    }

    private List<Suggestion> suggestions(String before) {
        try {
            return analysis.completionSuggestions(before, before.length(), new int[1]);
        } catch (RuntimeException | AssertionError e) {
            // Code with errors in it can be too much for JShell; the compiler's own words must do then.
            return List.of();
        }
    }

    /** The import that would bring a class of that name. */
    private Optional<String> imports(Missing missing, String snippet) {
        if (missing.isMember() || missing.use() == Use.METHOD) {
            return Optional.empty();
        }
        String before = snippet.substring(0, missing.position() + missing.name().length());
        List<String> classes =
                analysis.listQualifiedNames(before, before.length()).getNames();
        return classes.isEmpty()
                ? Optional.empty()
                : Optional.of(classes.stream()
                        .sorted(Comparator.comparing(name -> !name.startsWith("java.")))
                        .limit(MAX_IMPORTS)
                        .map(name -> "`import " + name + ";`")
                        .collect(Collectors.joining(" or ", "write ", " first")));
    }

    private static Missing missing(Diag problem, String snippet) {
        int end = (int) Math.min(problem.getEndPosition(), snippet.length());
        int start = (int) Math.max(0, Math.min(problem.getStartPosition(), end));
        String code = new SourceScan(snippet).code();
        int name = end;
        while (name > start && Character.isJavaIdentifierPart(code.charAt(name - 1))) {
            name--;
        }
        boolean isMember = code.substring(start, name).stripTrailing().endsWith(".");
        return new Missing(code.substring(name, end), name, isMember, use(code, name, end));
    }

    private static Use use(String code, int start, int end) {
        String after = code.substring(end).stripLeading();
        boolean made = code.substring(0, start).stripTrailing().endsWith("new");
        if (made
                || !after.isEmpty()
                        && Character.isJavaIdentifierStart(after.charAt(0))
                        && !after.startsWith("instanceof")) {
            return Use.TYPE;
        }
        return after.startsWith("(") ? Use.METHOD : Use.VARIABLE;
    }

    private static String joined(List<String> names) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("`" + name + "`"));
        int last = quoted.size() - 1;
        return last == 0 ? quoted.get(0) : String.join(", ", quoted.subList(0, last)) + " and " + quoted.get(last);
    }
}
