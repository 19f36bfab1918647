import java.nio.file.Path;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.SnasNet;
import org.spikernel.plot.Plots;
import org.spikernel.progress.Progress;
import org.spikernel.score.RScore;
import org.spikernel.search.Search;
import org.spikernel.search.Strategy;
import org.spikernel.select.ParetoFront;
import org.spikernel.train.TrainableNetwork;
import org.spikernel.train.Trainer;
import org.spikernel.train.TrainingRecipe;

/** The README's ten lines, with fewer and smaller of everything. */
public final class TenLines {

    public static void main(String[] arguments) {
        var images = Datasets.cifar10().orElseTextures().first(40, 20);
        var batch = images.train().batch(8, 42);
        var macro = SnasNet.forDataset(images).withChannels(4);
        var space = SearchSpace.of(KernelSet.SET_3);

        var result = Search.of(space, macro, RScore.on(batch))
                .strategy(Strategy.random(4).seed(42))
                .run(Progress.bar());
        System.out.println("best: " + result.best());
        System.out.println("figure: " + Plots.scoreAgainstParams(result.table()).asJavascript("figure").length());
        System.out.println("few: " + result.table().where(result.table().numberColumn("params").isLessThan(1e9)).rowCount());
        System.out.println("front: " + ParetoFront.of(result.candidates())
                .minimize("params", c -> c.params().total()).maximize("score", c -> c.score().orElse(Double.NaN))
                .within(MemoryBudget.params(10_000_000)).best());

        var model = Trainer.of(result.best().network()).epochs(1).batch(20).fit(images, Progress.bar());
        System.out.println("test: " + model.test(images));
        model.save(Path.of("model.npz"));
        System.out.println("loaded: " + TrainedModel.load(Path.of("model.npz")));

        if (arguments.length > 0) {
            var trainable = TrainableNetwork.of(result.best().network(), TrainingRecipe.defaults());
            try {
                System.out.println("graph: " + trainable.graph().numParams());
            } catch (IllegalStateException missing) {
                System.out.println("graph: " + missing.getMessage());
            }
        }
    }
}
