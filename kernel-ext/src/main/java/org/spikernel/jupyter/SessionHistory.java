package org.spikernel.jupyter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/** The cells that were run since the kernel started. */
final class SessionHistory {

    private static final int THIS_SESSION = 0;

    private static final Pattern GLOB_PART = Pattern.compile("\\[(?<not>[!^]?)(?<set>.[^\\]]*)\\]|.", Pattern.DOTALL);
    private static final Pattern RANGE_OR_CHARACTER = Pattern.compile("(.)(?:-(.))?", Pattern.DOTALL);

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(int cell, String text) {
        List<Object> forJupyter(boolean withOutput) {
            return List.of(THIS_SESSION, cell, withOutput ? List.of(text, "") : text);
        }
    }

    synchronized void add(int cell, String text) {
        entries.add(new Entry(cell, text));
    }

    /** The cells that a front end asks for, oldest first, each as session, number and text. */
    List<List<Object>> answer(HistoryRequest request) {
        return select(request).stream()
                .map(entry -> entry.forJupyter(request.includeOutput()))
                .toList();
    }

    private List<Entry> select(HistoryRequest request) {
        if (request instanceof HistoryRequest.Range range) {
            return range.getSessionIndex() == THIS_SESSION ? between(range.getStart(), range.getStop()) : List.of();
        }
        if (request instanceof HistoryRequest.Search search) {
            Predicate<String> matches =
                    glob(Objects.requireNonNullElse(search.getPattern(), "*")).asMatchPredicate();
            List<Entry> found = matching(entry -> matches.test(entry.text()));
            return last(search.getMaxReturnLength(), search.filterUnique() ? lastOfEachText(found) : found);
        }
        return last(((HistoryRequest.Tail) request).getMaxReturnLength(), matching(entry -> true));
    }

    /** Numbers below 0 count from the end, as in IPython, and there is no end where none is given. */
    private synchronized List<Entry> between(int start, int stop) {
        int end = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).cell() + 1;
        int first = start < 0 ? start + end : start;
        int last = stop <= 0 ? stop + end : stop;
        return matching(entry -> entry.cell() >= first && entry.cell() < last);
    }

    /** A pattern with {@code *}, {@code ?} and classes such as {@code [a-z]} and {@code [^0-9]}; all else stands for itself. */
    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        Matcher part = GLOB_PART.matcher(pattern);
        while (part.find()) {
            regex.append(
                    switch (part.group().charAt(0)) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> part.group("set") == null ? Pattern.quote(part.group()) : characterClass(part);
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String characterClass(Matcher part) {
        StringBuilder members = new StringBuilder();
        Matcher member = RANGE_OR_CHARACTER.matcher(part.group("set"));
        while (member.find()) {
            String first = member.group(1);
            String last = Objects.requireNonNullElse(member.group(2), first);
            // A range that runs backwards holds nothing.
            if (first.codePointAt(0) <= last.codePointAt(0)) {
                members.append(escaped(first)).append('-').append(escaped(last));
            }
        }
        boolean none = part.group("not").isEmpty();
        if (members.isEmpty()) {
            return none ? "(?!)" : ".";
        }
        return (none ? "[" : "[^") + members + "]";
    }

    private static String escaped(String character) {
        return String.format(Locale.ROOT, "\\x{%x}", character.codePointAt(0));
    }

    private synchronized List<Entry> matching(Predicate<Entry> condition) {
        return entries.stream().filter(condition).toList();
    }

    private static List<Entry> lastOfEachText(List<Entry> found) {
        Map<String, Entry> unique = new LinkedHashMap<>();
        for (Entry entry : found) {
            unique.remove(entry.text());
            unique.put(entry.text(), entry);
        }
        return List.copyOf(unique.values());
    }

    /** The last entries, as many as asked for; all of them where no number is given. */
    private static List<Entry> last(int length, List<Entry> found) {
        return length > 0 && length < found.size() ? found.subList(found.size() - length, found.size()) : found;
    }
}
