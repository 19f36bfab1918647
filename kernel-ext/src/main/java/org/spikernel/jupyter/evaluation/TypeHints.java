package org.spikernel.jupyter.evaluation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jdk.jshell.Diag;

/**
 * Says how a text becomes a file, and an optional number a number, where the compiler only says that types do not fit.
 *
 * <p>Of what the compiler says only the names of the types are looked at, since its words are in the language of the person.
 */
final class TypeHints {

    private static final String WRONG_TYPE = "compiler.err.prob.found.req";
    private static final String WRONG_OPERATOR = "compiler.err.operator.cant.be.applied";
    private static final String WRONG_ARGUMENTS = "compiler.err.cant.apply";

    private static final Pattern TEXT_FOR_FILE = Pattern.compile(
            "(?s)(?<![\\w<.])(?:java\\.lang\\.)?String\\b(?![>,\\[]).*(?<![\\w<.])(?:java\\.nio\\.file\\.Path|java\\.io\\.File|Path|File)\\b(?!\\s*[.<>])");
    private static final Pattern OPTIONAL_NUMBER =
            Pattern.compile("(?<![\\w<])(?:java\\.util\\.)?Optional(Double|Int|Long)\\b");
    private static final Pattern NUMBER = Pattern.compile("\\b(?:double|float|long|int)\\b");

    private static final int MAX_REPEATED = 60;

    private TypeHints() {}

    /** What to write instead; empty if there is no more to say than the compiler does. */
    static Optional<String> of(Diag problem, String snippet) {
        String message = problem.getMessage(null);
        String code = problem.getCode();
        boolean wrongType = code.startsWith(WRONG_TYPE);
        Matcher file = TEXT_FOR_FILE.matcher(message);
        if ((wrongType || code.startsWith(WRONG_ARGUMENTS)) && file.find()) {
            String maker = file.group().endsWith("File") ? "new File" : "Path.of";
            return Optional.of("a file is not its name, write `" + maker + "("
                    + (wrongType ? repeated(problem, snippet) : "...") + ")`");
        }
        Matcher number = OPTIONAL_NUMBER.matcher(message);
        boolean needsNumber = code.startsWith(WRONG_OPERATOR)
                || wrongType && NUMBER.matcher(message).find();
        if (needsNumber && number.find()) {
            return Optional.of("an Optional" + number.group(1) + " may hold no number, write `.getAs" + number.group(1)
                    + "()` behind it for the one that it holds");
        }
        return Optional.empty();
    }

    private static String repeated(Diag problem, String snippet) {
        int end = (int) Math.min(problem.getEndPosition(), snippet.length());
        int start = (int) Math.max(0, Math.min(problem.getStartPosition(), end));
        String given = snippet.substring(start, end);
        return given.isBlank() || given.length() > MAX_REPEATED || given.contains("\n") ? "..." : given;
    }
}
