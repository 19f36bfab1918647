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

    /** Runs the search with the journal that is named first. */
    public static void main(String[] arguments) {
        search().journal(Path.of(arguments[0])).run();
    }

    /** Runs the search with a journal in a process of its own; what the process says is added to a log. */
    static Process start(Path journal, Path log) throws IOException {
        return ChildJvm.of(JournalledSearch.class, List.of(), journal.toString())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
