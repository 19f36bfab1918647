package org.spikernel.data;

import java.nio.file.Files;
import java.nio.file.Path;

import org.spikernel.internal.checks.Given;

/**
 * The data sets of images and of events that this library can read or make.
 *
 * <pre>{@code
 * Dataset images = Datasets.cifar10().orElseTextures();
 * }</pre>
 */
public final class Datasets {

    private Datasets() {}

    /**
     * CIFAR-10 (Krizhevsky, 2009): 3x32x32 images of ten kinds of things, in the official binary layout.
     *
     * <p>Looked for as {@code cifar-10-batches-bin} in the directory that the environment variable {@code SPIKERNEL_DATA} names, then
     * in {@code data} under {@code SPIKERNEL_HOME}, then in {@code data} under the working directory. Any number of its five training
     * batches will do.
     */
    public static DatasetLookup cifar10() {
        return new DatasetLookup(CifarFormat.CIFAR_10, DataDirectories.ofEnvironment());
    }

    /**
     * CIFAR-100 (Krizhevsky, 2009): 3x32x32 images of a hundred kinds of things (the fine labels), in the official binary layout.
     *
     * <p>Looked for as {@code cifar-100-binary} in the same directories as {@link #cifar10()}.
     */
    public static DatasetLookup cifar100() {
        return new DatasetLookup(CifarFormat.CIFAR_100, DataDirectories.ofEnvironment());
    }

    /**
     * CIFAR-100 by its coarse labels: the same images in the twenty superclasses that its authors put five classes each into.
     *
     * <p>Looked for as {@link #cifar100()} is.
     */
    public static DatasetLookup cifar100Coarse() {
        return new DatasetLookup(CifarFormat.CIFAR_100_COARSE, DataDirectories.ofEnvironment());
    }

    /**
     * CIFAR-10 from a directory that you name.
     *
     * @param directory the directory of the binary files, or the one that holds {@code cifar-10-batches-bin}
     * @throws DatasetException if files are missing or damaged
     */
    public static Dataset cifar10(Path directory) {
        return read(CifarFormat.CIFAR_10, directory);
    }

    /**
     * CIFAR-100 from a directory that you name.
     *
     * @param directory the directory of the binary files, or the one that holds {@code cifar-100-binary}
     * @throws DatasetException if files are missing or damaged
     */
    public static Dataset cifar100(Path directory) {
        return read(CifarFormat.CIFAR_100, directory);
    }

    /** As {@link #cifar100(Path)}, by its coarse labels. */
    public static Dataset cifar100Coarse(Path directory) {
        return read(CifarFormat.CIFAR_100_COARSE, directory);
    }

    /**
     * Images of your own, in a folder for each class: {@code train/CLASS/FILE} and {@code test/CLASS/FILE} in a directory. Files are whatever
     * Java reads: PNG, JPEG, GIF, BMP. Of each, the largest square in its middle is scaled to {@code [3, side, side]}; grey images have three
     * equal channels, and what is transparent lies on white. Pixels are normalised by the mean and deviation of the training images. Classes,
     * and the files of each, are in the order of their names, and the files of all classes are mixed evenly, so that the first images and the
     * last, however many, have every class in proportion.
     *
     * <pre>{@code
     * Dataset leaves = Datasets.folders(Path.of("leaves"), 32);
     * }</pre>
     *
     * @param directory which holds {@code train} and {@code test}
     * @param side rows and columns of an image
     * @throws DatasetException if folders or images are missing, or are more than one image set can keep, or if a file is no image or a part
     *     of it is missing; names it
     */
    public static Dataset folders(Path directory, int side) {
        return ImageFolders.read(directory, side);
    }

    /**
     * Textures that are made on the fly, with the same bits on every machine: 2,000 training and 1,000 test images of 3x32x32 in ten
     * classes.
     *
     * <p>Every image is a sum of three weaves with periods of about 3, 6 and 10 pixels; its class says which weave each of them is.
     * Phase, tilt, period, contrast, colour, noise and blots vary from image to image, so neither colour nor brightness tells the
     * class. Larger kernels see more of it, by construction: that they recognise more of these images says nothing about photographs,
     * and {@link #fineTextures()} are the control. Good for learning and for tests, not for figures to publish.
     */
    public static Dataset textures() {
        return Textures.dataset("built-in textures");
    }

    /**
     * Textures of a chosen number of classes, with the same bits on every machine: 200 training and 100 test images of 3x32x32 of each.
     *
     * <p>The classes of fewer are the first of more, with the same images, and the first ten are those of {@link #textures()}. With the four
     * weaves at each of the three scales there are 64 classes; the others lack a weave at one scale or several, and are called plain there.
     * 100 classes are 92 MB.
     *
     * @param classes 2 to 125
     * @throws IllegalArgumentException if there are not so many
     */
    public static Dataset textures(int classes) {
        if (classes < Textures.FEWEST_CLASSES || classes > Textures.MOST_CLASSES) {
            throw new IllegalArgumentException("textures have " + Textures.FEWEST_CLASSES + " to "
                    + Textures.MOST_CLASSES + " classes, but " + classes + " were asked for");
        }
        return classes == Textures.USUAL_CLASSES
                ? textures()
                : Textures.dataset(classes + " textures", "built-in textures", classes);
    }

    /**
     * Textures without any structure beyond adjacent pixels, as many and as large as {@link #textures()}: images on which a larger kernel
     * has nothing more to see than one of 3x3 that reads the image, so a control for studies of kernel sizes.
     *
     * <p>Every image is made of blocks of 2x2 pixels, each drawn for itself, so that pixels of different blocks are independent. Within a
     * block its class decides how strongly adjacent pixels are alike, along rows, along columns and across. The distribution of every
     * single pixel and of colours is the same in all classes, and so is what varies as in {@link #textures()}: ground, blots and noise.
     */
    public static Dataset fineTextures() {
        return FineTextures.dataset("built-in fine textures");
    }

    /**
     * Frames of events that are made on the fly, with the same bits on every machine: 800 training and 400 test samples, each of 8 frames of
     * 2x32x32, [frame, polarity, row, column], in four classes. Bars move up, down, together or apart.
     *
     * <p>What tells the class is how they move: a single frame, or the sum of all, shows whether bars lie or stand, but not which way they go.
     * Period, speed, slant and phase vary from sample to sample, a tenth of the events is missed, and some are noise. A horizontal flip
     * changes no class. Good for learning and for tests, not for figures to publish. A network of as many timesteps reads it with
     * {@code Encoding.events()}, as {@code SnasNet.forDataset} and {@code SnnFrame.forDataset} make one.
     */
    public static Dataset movingBars() {
        return MovingBars.dataset("built-in moving bars");
    }

    private static Dataset read(CifarFormat format, Path directory) {
        Path inside = Given.value(directory, "the directory of a data set")
                .resolve(format.archive().directory());
        return CifarReader.read(format, Files.isDirectory(inside) ? inside : directory);
    }
}
