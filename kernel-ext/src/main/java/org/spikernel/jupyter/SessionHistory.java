package org.spikernel.jupyter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/** The cells that were run since the kernel started. */
final class SessionHistory {

    private static final int THIS_SESSION = 0;

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
            return range.getSessionIndex() == THIS_SESSION
                    ? matching(entry -> entry.cell() >= range.getStart() && entry.cell() < range.getStop())
                    : List.of();
        }
        if (request instanceof HistoryRequest.Search search) {
            Predicate<String> matches = glob(search.getPattern()).asMatchPredicate();
            List<Entry> found = matching(entry -> matches.test(entry.text()));
            return last(search.getMaxReturnLength(), search.filterUnique() ? lastOfEachText(found) : found);
        }
        return last(((HistoryRequest.Tail) request).getMaxReturnLength(), matching(entry -> true));
    }

    private static Pattern glob(String pattern) {
        String regex = ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.DOTALL);
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
