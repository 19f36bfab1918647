package org.spikernel.data;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import org.spikernel.internal.checks.Given;
import org.spikernel.shapes.Shape;

/**
 * Images to train on, images to test on, and what their labels mean.
 *
 * @param name short name, such as {@code CIFAR-10}
 * @param description one line that says which images these are and how many
 * @param classNames the name of every class, all different and none blank; label 0 is the first
 * @param train images to train on
 * @param test images to test on, of the same shape
 */
public record Dataset(String name, String description, List<String> classNames, ImageSet train, ImageSet test) {

    public Dataset {
        Given.value(name, "the name of a data set");
        Given.value(description, "the description of " + name);
        classNames = Given.list(classNames, "the class names of " + name);
        Given.value(train, "the training images of " + name);
        Given.value(test, "the test images of " + name);
        if (!train.imageShape().equals(test.imageShape())) {
            throw new IllegalArgumentException(name + " needs images of one shape, but trains on " + train.imageShape()
                    + " and tests on " + test.imageShape());
        }
        if (!train.frames().equals(test.frames())) {
            throw new IllegalArgumentException(
                    name + " needs samples of as many frames, but trains on " + train + " and tests on " + test);
        }
        requireDistinct(name, classNames);
        requireLabelsBelow(classNames.size(), name, train);
        requireLabelsBelow(classNames.size(), name, test);
    }

    /** What is said of a class is said by its name. */
    private static void requireDistinct(String name, List<String> classNames) {
        for (int label = 0; label < classNames.size(); label++) {
            String className = classNames.get(label);
            int first = classNames.indexOf(className);
            if (className.isBlank()) {
                throw new IllegalArgumentException(
                        name + " needs a name for every class, but that of class " + label + " is '" + className + "'");
            }
            if (first < label) {
                throw new IllegalArgumentException(name + " needs another name for every class, but classes " + first
                        + " and " + label + " are both called '" + className + "'");
            }
        }
    }

    private static void requireLabelsBelow(int classes, String name, ImageSet images) {
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new IllegalArgumentException(name + " has " + classes + " classes, so labels from 0 to "
                        + (classes - 1) + ", but image " + i + " has label " + images.label(i));
            }
        }
    }

    /**
     * The first images of each of both sets, for studies that take minutes; the description says so. A set that has fewer stays whole.
     *
     * @param train images to train on, at most
     * @param test images to test on, at most
     */
    public Dataset first(int train, int test) {
        ImageSet fewerToTrain = this.train.first(Math.min(train, this.train.size()));
        ImageSet fewerToTest = this.test.first(Math.min(test, this.test.size()));
        String fewer = String.format(
                Locale.ROOT,
                "%s; of these the first %,d and %,d",
                description,
                fewerToTrain.size(),
                fewerToTest.size());
        return new Dataset(name, fewer, classNames, fewerToTrain, fewerToTest);
    }

    /**
     * The images of some classes alone, in the order of these sets, with labels that count in the order in which the classes are named
     * here; the description says so. With fewer classes a network learns in fewer minutes; two that look alike are hard.
     *
     * <pre>{@code
     * Datasets.cifar10().orElseThrow().ofClasses("cat", "dog")
     * }</pre>
     *
     * @param names of classes of this data set, one or more, each once
     * @throws IllegalArgumentException if there is no such class, if one is named twice, or if no image to train or to test on is left
     */
    public Dataset ofClasses(String... names) {
        List<String> chosen = Given.list(List.of(names), "the names of the classes to keep of " + name);
        List<Integer> labels = chosen.stream().map(this::labelOf).toList();
        return new Dataset(
                name,
                description + "; of these the classes " + String.join(", ", chosen),
                chosen,
                train.ofClasses(labels),
                test.ofClasses(labels));
    }

    private int labelOf(String className) {
        int label = classNames.indexOf(className);
        if (label < 0) {
            throw new IllegalArgumentException(
                    name + " has no class '" + className + "', but " + String.join(", ", classNames));
        }
        return label;
    }

    /**
     * The images of the first classes alone, as {@link #ofClasses(String...)}.
     *
     * @param count from 1 to all of them
     */
    public Dataset firstClasses(int count) {
        if (count < 1 || count > classes()) {
            throw new IllegalArgumentException("of the " + classes() + " classes of " + name + " the first 1 to "
                    + classes() + " can be kept, but " + count + " were asked for");
        }
        return ofClasses(classNames.subList(0, count).toArray(String[]::new));
    }

    /**
     * The middle of every image: smaller ones, of which networks learn in fewer minutes. The description says so.
     *
     * @throws IllegalArgumentException if so many rows and columns are not in an image
     */
    public Dataset cropped(int rows, int columns) {
        return new Dataset(
                name,
                description + "; of each the middle " + rows + "x" + columns + " pixels",
                classNames,
                train.cropped(rows, columns),
                test.cropped(rows, columns));
    }

    /**
     * The training images alone, of which the last are held out to test with: for choices, such as those of a search, that the test images
     * are to judge afterwards. The description says so. AutoSNN holds out a fifth.
     *
     * @param images how many are held out; at least one is left to train on
     */
    public Dataset holdingOut(int images) {
        if (images < 1 || images >= train.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "of the %,d training images of %s, 1 to %,d can be held out, but %,d were asked for",
                    train.size(),
                    name,
                    train.size() - 1,
                    images));
        }
        String heldOut = String.format(
                Locale.ROOT, "%s; the last %,d of the training images held out to test with", description, images);
        return new Dataset(name, heldOut, classNames, train.first(train.size() - images), train.last(images));
    }

    /** The number of classes. */
    public int classes() {
        return classNames.size();
    }

    /** The shape of every image, or of every frame. */
    public Shape imageShape() {
        return train.imageShape();
    }

    /** How many frames of events every sample has; empty for still images. */
    public OptionalInt frames() {
        return train.frames();
    }

    /** Colour channels of every image. */
    public int channels() {
        return imageShape().channels();
    }

    /** Rows of every image. */
    public int rows() {
        return imageShape().rows();
    }

    /** Columns of every image. */
    public int columns() {
        return imageShape().columns();
    }

    /** The description. */
    @Override
    public String toString() {
        return description;
    }
}
