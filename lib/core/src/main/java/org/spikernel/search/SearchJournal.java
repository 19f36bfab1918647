package org.spikernel.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.spikernel.internal.files.FileTrouble;
import org.spikernel.internal.files.LockedFile;
import org.spikernel.search.JournalText.Line;

/**
 * The scored candidates of a search in a file: what was scored before is found by its architecture, what is scored now is appended.
 *
 * <p>A line is written whole and at once, so that the end of the process, however sudden, costs no candidate that was scored. A last
 * line without an end, as a full disk or the end of the machine may leave it, is dropped when the journal is opened again.
 */
final class SearchJournal implements AutoCloseable {

    private final Path path;
    private final LockedFile file;
    private final Map<Trial, Candidate> found;
    private final List<String> measures;
    private final String lineEnd;

    private SearchJournal(
            Path path, LockedFile file, Map<Trial, Candidate> found, List<String> measures, String lineEnd) {
        this.path = path;
        this.file = file;
        this.found = found;
        this.measures = measures;
        this.lineEnd = lineEnd;
    }

    /**
     * Opens the journal of a search, or begins one where there is none.
     *
     * @param path the file; its directory must exist
     * @param search whose candidates it holds
     * @throws IllegalArgumentException if the scorer does not say how it scores, if a setting has a name that no journal can hold, if the file is no journal or that of another search, or if one of its lines is damaged
     * @throws IllegalStateException if the file is in use by another search
     * @throws UncheckedIOException if the file cannot be read or written
     */
    static SearchJournal open(Path path, Search search) {
        JournalHeader header = JournalHeader.of(search.settings(), JournalLine.names(search.evaluator()));
        try {
            LockedFile file = LockedFile.open(path, "search");
            try {
                return read(path, file, header, search);
            } catch (IOException | RuntimeException failure) {
                file.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot open the journal " + path + ": " + FileTrouble.writing(path, failure) + ".", failure);
        }
    }

    private static SearchJournal read(Path path, LockedFile file, JournalHeader header, Search search)
            throws IOException {
        byte[] content = file.content();
        byte[] beginning = header.text().getBytes(StandardCharsets.UTF_8);
        boolean endsWithinHeader = Arrays.mismatch(content, beginning) == content.length;
        if (endsWithinHeader) {
            file.truncate(0);
            file.append(beginning);
            return new SearchJournal(path, file, Map.of(), JournalLine.names(search.evaluator()), "\n");
        }
        JournalText text = JournalText.of(content);
        requireSameSearch(path, text.lines(), header);
        List<Line> candidates =
                text.lines().subList(header.lines(), text.lines().size());
        Map<Trial, Candidate> found = candidates(path, candidates, search);
        file.truncate(text.length());
        return new SearchJournal(path, file, found, JournalLine.names(search.evaluator()), text.lineEnd());
    }

    private static void requireSameSearch(Path path, List<Line> lines, JournalHeader header) {
        List<String> differences;
        try {
            differences = header.differences(JournalHeader.parse(lines));
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(
                    path + " is no search journal of this format: " + none.getMessage()
                            + ". Give the search another file, or move this one away.",
                    none);
        }
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("the journal " + path + " is that of another search:\n  "
                    + String.join("\n  ", differences)
                    + "\nGive this search a file of its own, or set it as the journal says.");
        }
    }

    private static Map<Trial, Candidate> candidates(Path path, List<Line> lines, Search search) {
        Map<Trial, Candidate> found = new HashMap<>();
        for (Line text : lines) {
            try {
                Candidate candidate = JournalLine.parse(text.text(), search);
                if (found.putIfAbsent(candidate.proposal().trial(), candidate) != null) {
                    throw new IllegalArgumentException(
                            "the candidate of '" + text.text() + "' stands in an earlier line");
                }
            } catch (IllegalArgumentException damage) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "line %d of the journal %s is damaged: %s. Remove the line; its candidate is then scored again.",
                                text.number(),
                                path,
                                damage.getMessage()),
                        damage);
            }
        }
        return found;
    }

    /** What the journal held of a proposal when it was opened. */
    Optional<Candidate> find(Proposal proposal) {
        return Optional.ofNullable(found.get(proposal.trial())).map(candidate -> candidate.at(proposal));
    }

    /**
     * Appends a candidate.
     *
     * @throws UncheckedIOException if it cannot be written; the journal is then closed, since nothing may follow a line in part
     */
    void append(Candidate candidate) {
        try {
            file.append((JournalLine.of(candidate, measures) + lineEnd).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            close();
            throw new UncheckedIOException(
                    "cannot write to the journal " + path + ": " + failure.getMessage()
                            + ". Make room for it, or end what else writes to it, and start the search again; it continues from the journal.",
                    failure);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot close the journal " + path + ": " + failure.getMessage(), failure);
        }
    }
}
