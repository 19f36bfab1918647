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
import java.util.stream.Stream;

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

    /** What the compiler takes the first name in {@code a.b.c()} for, if it does not know it. */
    private static final String NO_PACKAGE = "compiler.err.doesnt.exist";

    private static final Set<String> PRINTING = Set.of("print", "println", "printf");

    /** What stands in other languages for what Java calls otherwise, of types and of what declares a variable. */
    private static final Map<String, String> TYPES_ELSEWHERE = Map.of(
            "bool", "boolean",
            "str", "String",
            "integer", "int",
            "let", "var",
            "val", "var",
            "auto", "var",
            "def", "var");

    private static final Map<String, String> VALUES_ELSEWHERE =
            Map.of("True", "true", "False", "false", "None", "null", "nil", "null", "NULL", "null", "self", "this");

    private static final Pattern IMPORT = Pattern.compile("\\A\\s*import\\b");

    /** What stands in code for a class with its package, rather than for a member of a variable. */
    private static final Pattern CLASS_OF_PACKAGE = Pattern.compile("(?U)(?:\\p{Ll}[\\w$]*\\s*\\.\\s*)+\\p{Lu}");

    private static final Pattern NAME = Pattern.compile("(?U)[\\w$]+");

    /** What stands before the name of a type: a word, the beginning of its arguments, or the parenthesis of a cast. */
    private static final Pattern BEFORE_TYPE =
            Pattern.compile("(?U)\\b(?:new|instanceof|extends|implements|throws)\\s*\\z");

    private static final Pattern BEFORE_ARGUMENT =
            Pattern.compile("(?U)\\b\\p{Lu}[\\w$]*\\s*<(?:[\\w$.\\s,?\\[\\]]*,)?\\s*\\z");
    private static final Pattern BEFORE_CAST = Pattern.compile("(?U)(?:\\A|[^\\w$\\s])\\s*\\(\\s*\\z");

    /** What stands behind the name of a type: another name, brackets or dots. */
    private static final Pattern AFTER_TYPE =
            Pattern.compile("(?U)\\A\\s*(?:(?!instanceof\\b)[\\w$&&\\D]|\\[\\s*]|\\.\\.\\.)");

    private static final Pattern AFTER_ARGUMENT = Pattern.compile("\\A\\s*[,>]");
    private static final Pattern AFTER_CAST = Pattern.compile("(?U)\\A\\s*\\)\\s*[\\w$\"'(]");

    /** What Python's notebooks take for a shell's command. A name with a dot or a parenthesis behind it is more likely Java. */
    private static final Pattern SHELL_COMMAND = Pattern.compile("!(?:([a-z][\\w-]*+)(?=\\s|;|\\z)|[./~])");

    private static final int MAX_IMPORTS = 3;

    private final SourceCodeAnalysis analysis;

    /**
     * A name that is missing.
     *
     * @param position where it stands in its snippet
     * @param isMember whether it stands behind a dot
     * @param use what it is used as
     */
    record Missing(String name, int position, boolean isMember, Use use) {
        /** Whether the name is that of a variable, as far as one can tell of a name that does not exist. */
        boolean isPlainVariable() {
            return !isMember && use == Use.VARIABLE && Character.isLowerCase(name.codePointAt(0));
        }
    }

    enum Use {
        VARIABLE,
        METHOD,
        TYPE
    }

    MissingNames(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /** Whether a complaint of the compiler is that it does not find a name. */
    private static boolean isAbout(Diag problem) {
        return (problem.getCode().startsWith(NOT_FOUND) || isOfPackage(problem))
                && problem.getEndPosition() != Diag.NOPOS;
    }

    private static boolean isOfPackage(Diag problem) {
        return problem.getCode().startsWith(NO_PACKAGE);
    }

    /** The name that a complaint of the compiler is about; empty if it is about none, or if the compiler has said all that there is to say. */
    Optional<Missing> find(Diag problem, String snippet) {
        return Optional.of(problem).filter(MissingNames::isAbout).flatMap(found -> missing(found, snippet));
    }

    /** What to say, in one sentence, of variables that are missing, all in one snippet. */
    String ofVariables(List<Missing> variables, String snippet) {
        Set<String> names = new LinkedHashSet<>();
        variables.forEach(variable -> names.add(variable.name()));
        String joined = joined(List.copyOf(names));
        if (names.size() > 1) {
            return joined + " are not defined: run the cells above first";
        }
        return joined + " is not defined: " + adviceOnVariable(variables.get(0), snippet);
    }

    private String adviceOnVariable(Missing missing, String snippet) {
        String name = missing.name();
        if (isAssigned(missing, snippet)) {
            return "to make a new variable, write `var " + snippet.strip().replaceFirst("(?s)\n.*", " ...") + "`";
        }
        if (VALUES_ELSEWHERE.containsKey(name)) {
            return "Java writes `" + VALUES_ELSEWHERE.get(name) + "`";
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
    Optional<String> of(Missing missing, String snippet) {
        return adviceOn(missing, snippet).map(advice -> "cannot find `" + missing.name() + "`: " + advice);
    }

    private Optional<String> adviceOn(Missing missing, String snippet) {
        String name = missing.name();
        if (!missing.isMember() && missing.use() == Use.METHOD && PRINTING.contains(name)) {
            return Optional.of("Java prints by `System.out." + name + "(...)`");
        }
        String inJava = VALUES_ELSEWHERE.getOrDefault(name, TYPES_ELSEWHERE.get(name));
        if (!missing.isMember() && inJava != null) {
            return Optional.of("Java writes `" + inJava + "`");
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
        Stream<String> suggested = suggestions(before).stream()
                .map(Suggestion::continuation)
                .filter(suggestion -> suggestion.contains("(") == (missing.use() == Use.METHOD))
                .flatMap(MissingNames::nameIn);
        Stream<String> ofSnippet = missing.isMember() || missing.use() != Use.VARIABLE
                ? Stream.empty()
                : JavaSyntax.variablesAt(snippet, missing.position()).stream();
        List<String> names = Stream.concat(suggested, ofSnippet)
                .filter(name -> !CellPrefix.isArtificial(name))
                .distinct()
                .toList();
        return NearNames.nearest(missing.name(), names);
    }

    /** The name that a suggestion begins with. */
    private static Stream<String> nameIn(String suggestion) {
        Matcher name = NAME.matcher(suggestion);
        return name.lookingAt() ? Stream.of(name.group()) : Stream.empty();
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

    private Optional<Missing> missing(Diag problem, String snippet) {
        int end = (int) Math.min(problem.getEndPosition(), snippet.length());
        int start = (int) Math.max(0, Math.min(problem.getStartPosition(), end));
        String code = new SourceScan(snippet).code();
        if (isOfPackage(problem)) {
            return firstUnknown(code, start, end);
        }
        int name = end;
        while (name > start && Character.isJavaIdentifierPart(code.charAt(name - 1))) {
            name--;
        }
        boolean isMember = code.substring(start, name).stripTrailing().endsWith(".");
        return Optional.of(new Missing(code.substring(name, end), name, isMember, use(code, name, end)))
                .filter(missing -> !missing.name().isEmpty());
    }

    /** Of names with dots between them the first one that nothing has: mostly a class or a variable, a member of which is used. */
    private Optional<Missing> firstUnknown(String code, int start, int end) {
        boolean isImport = IMPORT.matcher(code).find();
        Matcher name = NAME.matcher(code).region(start, end);
        int place = start;
        while (name.find()) {
            place = name.start();
            if (!isKnown(name.group(), code.substring(start, place))) {
                break;
            }
        }
        Matcher unknown = NAME.matcher(code).region(place, end);
        // A library is missing then, and no variable.
        boolean isOfLibrary = !isImport
                && place == start
                && CLASS_OF_PACKAGE.matcher(code).region(start, code.length()).lookingAt();
        if (isOfLibrary || !unknown.lookingAt()) {
            return Optional.empty();
        }
        Use use = isImport ? Use.TYPE : use(code, start, end);
        return Optional.of(new Missing(unknown.group(), place, place > start, use));
    }

    private boolean isKnown(String name, String before) {
        return suggestions(before).stream()
                .map(Suggestion::continuation)
                .flatMap(MissingNames::nameIn)
                .anyMatch(name::equals);
    }

    private static Use use(String code, int start, int end) {
        String before = code.substring(0, start);
        String after = code.substring(end);
        boolean isArgument = matches(BEFORE_ARGUMENT, before) && matches(AFTER_ARGUMENT, after);
        boolean isCast = matches(BEFORE_CAST, before) && matches(AFTER_CAST, after);
        if (isArgument || isCast || matches(BEFORE_TYPE, before) || matches(AFTER_TYPE, after)) {
            return Use.TYPE;
        }
        return after.stripLeading().startsWith("(") ? Use.METHOD : Use.VARIABLE;
    }

    private static boolean matches(Pattern pattern, String code) {
        return pattern.matcher(code).find();
    }

    private static String joined(List<String> names) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("`" + name + "`"));
        int last = quoted.size() - 1;
        return last == 0 ? quoted.get(0) : String.join(", ", quoted.subList(0, last)) + " and " + quoted.get(last);
    }
}
