package org.spikernel.jupyter;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

import org.spikernel.jupyter.evaluation.CellException;
import org.spikernel.jupyter.evaluation.CellValue;
import org.spikernel.jupyter.evaluation.CodeAssistant.Completions;
import org.spikernel.jupyter.evaluation.SourceScan;

/**
 * Lines of a cell that speak to the kernel and are no Java, such as {@code %jars lib/*.jar}, {@code %time search.run()} and {@code ?Search}.
 * They are run before the Java of their cell, but for those that are about that Java, which are run where they stand.
 *
 * <p>A line is one if it begins with a percent sign and a name, or consists of a name with a question mark, and Java could not have an
 * operator there: at the beginning of the cell or behind a statement, and outside of literals and comments.
 */
final class Magics {

    /** What times the Java that follows it, up to the end of a statement or, with two percent signs, of the cell. */
    static final String TIME = "time";

    private static final String HELP = "?";
    private static final String NAME = "[\\w$]+(?:\\.[\\w$]+)*+(?:\\(\\)|\\.)?";

    private static final Pattern LINE = Pattern.compile(
            "(?U)^[ \\t\\uFEFF]*(?:(%{1,2}([A-Za-z]\\w*+)([^\\n\\r]*+))|\\?{1,2}[ \\t]*(" + NAME + ")[ \\t]*|(" + NAME
                    + ")\\?{1,2}[ \\t]*)$",
            Pattern.MULTILINE);
    private static final Pattern WHOLE_CELL =
            Pattern.compile("\\A[\\s\\uFEFF]*+(?<magic>%%(?<name>[A-Za-z]\\w*+))(?<rest>[^\\n\\r]*+)");
    private static final Pattern BEGUN = Pattern.compile("^[ \\t\\uFEFF]*(%\\w*)\\z", Pattern.MULTILINE);
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** What cannot follow the operator {@code %} and a variable, and so tells a magic by itself. */
    private static final Pattern ARGUMENTS = Pattern.compile("\\s+[\\w~\"'/.*][\\w.~/*].*");

    /** The groups of {@link #LINE}. */
    private static final int MAGIC = 1;

    private static final int MAGIC_NAME = 2;
    private static final int REST = 3;
    private static final int ABOUT = 4;
    private static final int ASKED = 5;

    private static final String STATEMENT_ENDS = ";{}";
    private static final double NANOS = 1e9;

    private final MagicsRegistry registry;
    private final Set<String> inPlace;
    private final Consumer<String> help;

    /** Runs the Java of a cell, in pieces where magics stand between them. */
    interface Java {

        /**
         * Runs a piece.
         *
         * @param text the cell, in which all but the piece is blank, so that lines and columns are those of the cell
         */
        CellValue run(String text);

        /** Shows the value of a piece that something follows. */
        void showAside(CellValue value);

        /** Where the first statement, expression or declaration of some code ends. */
        int endOfFirst(String code);
    }

    /** Where a magic line stands: its percent sign, its end (that of its name where Java follows), its name and its arguments. */
    private record Line(int start, int end, String name, List<String> arguments) {}

    /**
     * @param registry the magics but {@link #TIME}
     * @param inPlace those that are run where they stand, and not before the Java of the cell
     * @param help is told of names with a question mark
     */
    Magics(MagicsRegistry registry, Set<String> inPlace, Consumer<String> help) {
        this.registry = registry;
        this.inPlace = inPlace;
        this.help = help;
    }

    /**
     * Runs a cell.
     *
     * @param cell what errors call it, such as "cell 3"
     * @return the value of the cell
     * @throws CellException if there is no such magic, or it or the Java fails
     */
    CellValue run(BaseKernel kernel, String cell, String text, Java java) {
        Matcher whole = WHOLE_CELL.matcher(text);
        if (whole.find()) {
            return runWhole(kernel, cell, text, whole, java);
        }
        List<Line> lines = lines(text);
        lines.stream().filter(line -> !isInPlace(line)).forEach(line -> run(kernel, cell, text, line));
        Pieces pieces = new Pieces(withoutMagics(text), java);
        for (Line line : lines.stream().filter(this::isInPlace).toList()) {
            pieces.runUpTo(line.start());
            if (line.name().equals(TIME)) {
                pieces.runTimed(line.end());
            } else {
                pieces.showLast();
                run(kernel, cell, text, line);
            }
        }
        pieces.runUpTo(text.length());
        return pieces.last;
    }

    private boolean isInPlace(Line line) {
        return line.name().equals(TIME) || line.name().equals(HELP) || inPlace.contains(line.name());
    }

    private CellValue runWhole(BaseKernel kernel, String cell, String text, Matcher whole, Java java) {
        String name = whole.group("name");
        if (name.equals(TIME)) {
            String body = blank(text, whole.start("magic"), whole.end("magic"));
            return timed(() -> run(kernel, cell, body, java));
        }
        Line line = new Line(0, whole.end(), name, arguments(whole.group("rest")));
        attempt(cell, text, line, () -> {
            require(registry.getCellMagicNames(), "%%", name);
            return registry.evalCellMagic(
                    kernel, name, line.arguments(), text.substring(line.end()).strip());
        });
        return CellValue.NONE;
    }

    private void run(BaseKernel kernel, String cell, String text, Line line) {
        attempt(cell, text, line, () -> {
            if (line.name().equals(HELP)) {
                help.accept(line.arguments().get(0));
                return null;
            }
            require(registry.getLineMagicNames(), "%", line.name());
            return registry.evalLineMagic(kernel, line.name(), line.arguments());
        });
    }

    private void require(Set<String> names, String sign, String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("there is no magic " + sign + name + "; there are "
                    + lineMagics().stream().map(known -> "%" + known).collect(Collectors.joining(", "))
                    + ", each on a line of its own. Everything else in a cell is Java.");
        }
    }

    /** The names of the magics that may begin a line, in order. */
    Set<String> lineMagics() {
        Set<String> names = new TreeSet<>(registry.getLineMagicNames());
        names.add(TIME);
        return names;
    }

    private interface Action {
        Object run() throws Exception;
    }

    private static void attempt(String cell, String text, Line line, Action action) {
        try {
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
            throw CellException.ofMagic(cell + ", line " + number, source, e);
        }
    }

    /** The Java between the magics of a cell, from one place to the next. */
    private static final class Pieces {
        private final String text;
        private final Java java;
        private int place;
        private CellValue last = CellValue.NONE;

        Pieces(String text, Java java) {
            this.text = text;
            this.java = java;
        }

        /** Runs what stands before a place, if there is any that has not been run. */
        void runUpTo(int end) {
            if (end > place) {
                String piece = blank(blank(text, 0, place), end, text.length());
                place = end;
                if (new SourceScan(piece).hasCode()) {
                    showLast();
                    last = java.run(piece);
                }
            }
        }

        /** Shows the value of what was run last, since something follows it. */
        void showLast() {
            java.showAside(last);
            last = CellValue.NONE;
        }

        /** Runs the first statement behind a place. */
        void runTimed(int start) {
            int end = start + java.endOfFirst(text.substring(start));
            last = timed(() -> {
                runUpTo(end);
                return last;
            });
        }
    }

    /** Runs Java and prints how long that took, with compiling it. */
    private static CellValue timed(Supplier<CellValue> java) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long processor = system.getProcessCpuTime();
        CellValue value = java.get();
        System.out.printf(
                Locale.ROOT,
                "%.3f s, %.3f s of processor time%n",
                (System.nanoTime() - start) / NANOS,
                (system.getProcessCpuTime() - processor) / NANOS);
        return value;
    }

    /** The Java of a cell, with spaces in place of magics, so that all other characters keep their places. */
    String withoutMagics(String text) {
        Matcher whole = WHOLE_CELL.matcher(text);
        if (whole.find()) {
            return whole.group("name").equals(TIME)
                    ? withoutMagics(blank(text, whole.start("magic"), whole.end("magic")))
                    : " ".repeat(text.length());
        }
        String java = text;
        for (Line line : lines(text)) {
            java = blank(java, line.start(), line.end());
        }
        return java;
    }

    /** A text with spaces in place of what stands between two places, but for the ends of lines. */
    private static String blank(String text, int start, int end) {
        return text.substring(0, start) + text.substring(start, end).replaceAll("[^\n\r]", " ") + text.substring(end);
    }

    /** The magics that may be meant by what stands before the cursor; none where no magic can stand. */
    Completions complete(String text, int cursor) {
        String before = text.substring(0, cursor);
        Matcher begun = BEGUN.matcher(before);
        if (!begun.find() || !canFollow(withoutMagics(before.substring(0, begun.start())))) {
            return new Completions(cursor, List.of());
        }
        List<String> names = lineMagics().stream()
                .map(name -> "%" + name)
                .filter(name -> name.startsWith(begun.group(1)))
                .toList();
        return new Completions(begun.start(1), names);
    }

    private List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        String java = text;
        for (MatchResult found : LINE.matcher(text).results().toList()) {
            // A magic may hold what would begin a comment in Java.
            Line line = line(found);
            if (isMagic(found, java.substring(0, line.start()), text)) {
                lines.add(line);
                java = blank(java, line.start(), line.end());
            }
        }
        return lines;
    }

    private static Line line(MatchResult found) {
        if (found.group(MAGIC) == null) {
            int about = found.group(ABOUT) == null ? ASKED : ABOUT;
            return new Line(found.start(), found.end(), HELP, List.of(found.group(about)));
        }
        String name = found.group(MAGIC_NAME);
        int end = name.equals(TIME) ? found.end(MAGIC_NAME) : found.end(MAGIC);
        return new Line(found.start(MAGIC), end, name, arguments(found.group(REST)));
    }

    private boolean isMagic(MatchResult found, String before, String text) {
        if (found.group(ASKED) != null) {
            // Elsewhere it may be the condition of a choice whose values stand on the next lines.
            return text.substring(found.end()).isBlank() && canFollow(before);
        }
        boolean known = found.group(MAGIC) != null
                && lineMagics().contains(found.group(MAGIC_NAME))
                && ARGUMENTS.matcher(found.group(REST)).matches();
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
