package org.spikernel.jupyter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

import org.spikernel.jupyter.evaluation.CellException;
import org.spikernel.jupyter.evaluation.CodeAssistant.Completions;
import org.spikernel.jupyter.evaluation.SourceScan;

/**
 * Lines of a cell that speak to the kernel and are no Java, such as {@code %jars lib/*.jar}. They are run before the Java of their cell.
 *
 * <p>A line is one if it begins with a percent sign and a name, and Java could not have an operator there: at the beginning of the cell or
 * behind a statement, and outside of literals and comments.
 */
final class Magics {

    private static final Pattern LINE = Pattern.compile(
            "^[ \\t\\uFEFF]*(?<magic>%{1,2}(?<name>[A-Za-z]\\w*+)(?<rest>[^\\n\\r]*+))$", Pattern.MULTILINE);
    private static final Pattern WHOLE_CELL =
            Pattern.compile("\\A[\\s\\uFEFF]*+%%(?<name>[A-Za-z]\\w*+)(?<rest>[^\\n\\r]*+)");
    private static final Pattern BEGUN = Pattern.compile("^[ \\t\\uFEFF]*(%\\w*)\\z", Pattern.MULTILINE);
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** What cannot follow the operator {@code %} and a variable, and so tells a magic by itself. */
    private static final Pattern ARGUMENTS = Pattern.compile("\\s+[\\w~\"'/.*][\\w.~/*].*");

    private static final String STATEMENT_ENDS = ";{}";

    private final MagicsRegistry registry;

    /** Where a magic line stands: its percent sign, its end, its name and its arguments. */
    private record Line(int start, int end, String name, List<String> arguments) {}

    Magics(MagicsRegistry registry) {
        this.registry = registry;
    }

    /**
     * Runs the magics of a cell.
     *
     * @return the Java of the cell, with spaces in place of magics
     * @throws CellException if there is no such magic, or it fails
     */
    String run(BaseKernel kernel, int cell, String text) {
        Matcher whole = WHOLE_CELL.matcher(text);
        if (whole.find()) {
            Line line = new Line(0, whole.end(), whole.group("name"), arguments(whole.group("rest")));
            run(
                    cell,
                    text,
                    line,
                    "%%",
                    registry.getCellMagicNames(),
                    () -> registry.evalCellMagic(
                            kernel,
                            line.name(),
                            line.arguments(),
                            text.substring(line.end()).strip()));
            return "";
        }
        for (Line line : lines(text)) {
            run(
                    cell,
                    text,
                    line,
                    "%",
                    registry.getLineMagicNames(),
                    () -> registry.evalLineMagic(kernel, line.name(), line.arguments()));
        }
        return withoutMagics(text);
    }

    private interface Action {
        Object run() throws Exception;
    }

    private void run(int cell, String text, Line line, String sign, Set<String> names, Action action) {
        try {
            if (!names.contains(line.name())) {
                throw new IllegalArgumentException("there is no magic " + sign + line.name() + "; there are "
                        + registry.getLineMagicNames().stream()
                                .sorted()
                                .map(name -> "%" + name)
                                .collect(Collectors.joining(", "))
                        + ", each on a line of its own. Everything else in a cell is Java.");
            }
            action.run();
        } catch (CellException e) {
            throw e;
        } catch (Exception e) {
            int number = 1
                    + (int) text.substring(0, line.start())
                            .chars()
                            .filter(character -> character == '\n')
                            .count();
            String source = text.substring(line.start(), line.end()).strip();
            throw CellException.ofMagic("cell " + cell + ", line " + number, source, e);
        }
    }

    /** The Java of a cell, with spaces in place of magics, so that all other characters keep their places. */
    String withoutMagics(String text) {
        if (WHOLE_CELL.matcher(text).find()) {
            return " ".repeat(text.length());
        }
        StringBuilder java = new StringBuilder(text);
        for (Line line : lines(text)) {
            java.replace(line.start(), line.end(), " ".repeat(line.end() - line.start()));
        }
        return java.toString();
    }

    /** The magics that may be meant by what stands before the cursor; none where no magic can stand. */
    Completions complete(String text, int cursor) {
        String before = text.substring(0, cursor);
        Matcher begun = BEGUN.matcher(before);
        if (!begun.find() || !canFollow(withoutMagics(before.substring(0, begun.start())))) {
            return new Completions(cursor, List.of());
        }
        List<String> names = registry.getLineMagicNames().stream()
                .map(name -> "%" + name)
                .filter(name -> name.startsWith(begun.group(1)))
                .sorted()
                .toList();
        return new Completions(begun.start(1), names);
    }

    private List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        StringBuilder java = new StringBuilder(text);
        for (MatchResult found : LINE.matcher(text).results().toList()) {
            // A magic may hold what would begin a comment in Java.
            if (isMagic(java.substring(0, found.start(1)), found.group(2), found.group(3))) {
                lines.add(new Line(found.start(1), found.end(1), found.group(2), arguments(found.group(3))));
                java.replace(found.start(1), found.end(1), " ".repeat(found.end(1) - found.start(1)));
            }
        }
        return lines;
    }

    private boolean isMagic(String before, String name, String rest) {
        boolean known = registry.getLineMagicNames().contains(name)
                && ARGUMENTS.matcher(rest).matches();
        return !new SourceScan(before).isSkipped(before.length()) && (known || canFollow(before));
    }

    private static boolean canFollow(String before) {
        SourceScan scan = new SourceScan(before);
        String code = scan.code().replace("\uFEFF", "").stripTrailing();
        return !scan.isSkipped(before.length())
                && (code.isEmpty() || STATEMENT_ENDS.indexOf(code.charAt(code.length() - 1)) >= 0);
    }

    private static List<String> arguments(String rest) {
        return ARGUMENT.matcher(rest)
                .results()
                .map(found -> found.group(1) != null
                        ? found.group(1)
                        : found.group(2) != null ? found.group(2) : found.group(3))
                .toList();
    }
}
