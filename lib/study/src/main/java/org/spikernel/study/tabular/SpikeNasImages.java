package org.spikernel.study.tabular;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.spikernel.cell.Cell;
import org.spikernel.network.SnasNet;

/** The images that networks of SpikeNAS-Bench were trained on; the number of their classes shows in the parameters of a network. */
public enum SpikeNasImages {

    /** Ten classes of 32x32 pixels. */
    CIFAR_10("CIFAR-10", "CIFAR10", SnasNet.cifar10()),

    /** A hundred classes of 32x32 pixels. */
    CIFAR_100("CIFAR-100", "CIFAR100", SnasNet.cifar100()),

    /** Two hundred classes of 64x64 pixels. */
    TINY_IMAGENET("Tiny-ImageNet", "TinyImagenet", SnasNet.tinyImageNet());

    private static final int CHANNELS = 128;

    private final String title;
    private final String folder;
    private final SnasNet macro;

    SpikeNasImages(String title, String folder, SnasNet macro) {
        this.title = title;
        this.folder = folder;
        this.macro = macro.withChannels(CHANNELS);
    }

    /** Everything but the cell, as the benchmark's authors trained it. */
    public SnasNet macro() {
        return macro;
    }

    /** The authors' folder of result files. */
    String folder() {
        return folder;
    }

    /** The name of a table of their results. */
    String table() {
        return plain(folder) + ".csv";
    }

    /** How many parameters a network has without any convolution in its cells. */
    long leastParams() {
        return macro.network(Cell.EMPTY).params().total();
    }

    /** What networks with so many parameters apart from the convolutions of their cells were trained on. */
    static Optional<SpikeNasImages> withLeastParams(long params) {
        return Stream.of(values())
                .filter(images -> images.leastParams() == params)
                .findFirst();
    }

    /** What a file or folder is named after. */
    static Optional<SpikeNasImages> namedBy(Path path) {
        String name = plain(path.toAbsolutePath().normalize().getFileName().toString());
        // The longer name first: cifar10 is how cifar100 begins.
        return Stream.of(TINY_IMAGENET, CIFAR_100, CIFAR_10)
                .filter(images -> name.contains(plain(images.folder)))
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** As it is called, such as CIFAR-10. */
    @Override
    public String toString() {
        return title;
    }
}
