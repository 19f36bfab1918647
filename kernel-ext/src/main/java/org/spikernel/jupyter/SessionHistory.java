package org.spikernel.jupyter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;

/** The cells that were run since the kernel started. */
final class SessionHistory implements HistoryManager {

    private static final int THIS_SESSION = 0;

    private final List<HistoryEntry> entries = new ArrayList<>();

    synchronized void add(int cell, String text) {
        entries.add(new HistoryEntry(THIS_SESSION, cell, text, null));
    }

    @Override
    public List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
        return select(entry -> true, length, flags);
    }

    @Override
    public List<HistoryEntry> lookupRange(int session, int start, int end, Set<ResultFlag> flags) {
        return session == THIS_SESSION
                ? select(entry -> entry.getCellNumber() >= start && entry.getCellNumber() < end, 0, flags)
                : List.of();
    }

    @Override
    public List<HistoryEntry> search(String pattern, int length, Set<ResultFlag> flags) {
        Predicate<String> matches = glob(pattern).asMatchPredicate();
        return select(entry -> matches.test(entry.getInput()), length, flags);
    }

    private static Pattern glob(String pattern) {
        String regex = ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    /** The last entries that match, in order; all of them if the length is 0. */
    private synchronized List<HistoryEntry> select(
            Predicate<HistoryEntry> condition, int length, Set<ResultFlag> flags) {
        List<HistoryEntry> selected = entries.stream().filter(condition).toList();
        if (flags.contains(ResultFlag.UNIQUE)) {
            selected = lastOfEachText(selected);
        }
        List<HistoryEntry> last = length > 0 && length < selected.size()
                ? selected.subList(selected.size() - length, selected.size())
                : selected;
        return flags.contains(ResultFlag.INCLUDE_OUTPUT)
                ? last.stream().map(SessionHistory::withOutput).toList()
                : List.copyOf(last);
    }

    private static List<HistoryEntry> lastOfEachText(List<HistoryEntry> selected) {
        Map<String, HistoryEntry> unique = new LinkedHashMap<>();
        for (HistoryEntry entry : selected) {
            unique.remove(entry.getInput());
            unique.put(entry.getInput(), entry);
        }
        return List.copyOf(unique.values());
    }

    private static HistoryEntry withOutput(HistoryEntry entry) {
        return new HistoryEntry(entry.getSession(), entry.getCellNumber(), entry.getInput(), "");
    }
}
