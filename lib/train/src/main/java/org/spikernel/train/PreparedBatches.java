package org.spikernel.train;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.random.RandomStream;

/** Batches in their order, each prepared while the one before is in use. */
final class PreparedBatches implements Iterator<ImageBatch> {

    private final Iterator<ImageBatch> batches;
    private CompletableFuture<ImageBatch> next;

    /** Begins with the first. */
    PreparedBatches(Iterable<ImageBatch> batches) {
        this.batches = batches.iterator();
        prepareNext();
    }

    /** Those of an epoch, counted from 0, in its own order and with its own augmentation. */
    static PreparedBatches ofEpoch(int epoch, TrainingRecipe recipe, ImageSet images) {
        long seed = RandomStream.at(recipe.seed(), "epoch", epoch).nextLong();
        return new PreparedBatches(images.batches(recipe.batch(), seed, recipe.augmentation()));
    }

    private void prepareNext() {
        next = batches.hasNext() ? CompletableFuture.supplyAsync(batches::next) : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public ImageBatch next() {
        if (next == null) {
            throw new NoSuchElementException("there are no more batches");
        }
        try {
            ImageBatch batch = next.join();
            prepareNext();
            return batch;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
