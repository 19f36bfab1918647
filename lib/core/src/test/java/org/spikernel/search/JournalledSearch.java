package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.spikernel.ChildJvm;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.network.SnasNet;
import org.spikernel.score.RScore;
import org.spikernel.score.Scorer;

/** A search in a process of its own, which can be killed. */
final class JournalledSearch {

    private static final String CLIMB = "climb";
    private static final int CLIMBED = 300;

    private JournalledSearch() {}

    /** What scoring takes milliseconds with. */
    static Scorer score() {
        return RScore.on(Datasets.textures().train().first(4).all()).timesteps(2);
    }

    /** A small search. */
    static Search search(Scorer scorer) {
        return Search.of(SearchSpace.of(KernelSet.SET_1), SnasNet.cifar10().withChannels(2), scorer)
                .strategy(Strategy.random(1000).seed(3))
                .threads(2);
    }

    static Search search() {
        return search(score());
    }

    /** The same with a strategy that nobody but a user knows. */
    static Search climb(Scorer scorer) {
        return search(scorer).strategy(new HillClimbing(CLIMBED, 3));
    }

    /** Runs the search with the journal that is named first, and in the order that is named second. */
    public static void main(String[] arguments) {
        Search search = arguments[1].equals(CLIMB) ? climb(score()) : search();
        search.journal(Path.of(arguments[0])).run();
    }

    /** Runs the search with a journal in a process of its own; what the process says is added to a log. */
    static Process start(Path journal, Path log) throws IOException {
        return start(journal, log, "random");
    }

    /** As {@link #start}, of {@link #climb}. */
    static Process startClimb(Path journal, Path log) throws IOException {
        return start(journal, log, CLIMB);
    }

    private static Process start(Path journal, Path log, String strategy) throws IOException {
        return ChildJvm.of(JournalledSearch.class, List.of(), journal.toString(), strategy)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
