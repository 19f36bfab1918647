package org.spikernel.train;

import org.spikernel.network.Layer;

/**
 * In which form the DL4J layer that stands for a layer reads and makes numbers: as feature maps [rows, channel, row, column], or as vectors
 * [rows, feature]. To a network, maps of one position are vectors too.
 */
enum Form {

    /** Reads and makes maps. */
    MAPS,

    /** Reads and makes vectors. */
    VECTORS,

    /** Reads what there is and makes vectors. */
    MAPS_TO_VECTORS,

    /** Reads and makes what there is; vectors if some inputs are. */
    AS_READ;

    static Form of(Layer layer) {
        return layer.accept(new OfLayer());
    }

    /**
     * Whether vectors come out.
     *
     * @param readsVectors whether some of the inputs are vectors
     */
    boolean makesVectors(boolean readsVectors) {
        return switch (this) {
            case MAPS -> false;
            case VECTORS, MAPS_TO_VECTORS -> true;
            case AS_READ -> readsVectors;
        };
    }

    private static final class OfLayer implements Layer.Visitor<Form> {
        @Override
        public Form convolution(Layer.Convolution layer) {
            return MAPS;
        }

        @Override
        public Form batchNorm(Layer.BatchNorm layer) {
            return AS_READ;
        }

        @Override
        public Form spiking(Layer.Spiking layer) {
            return AS_READ;
        }

        @Override
        public Form averagePooling(Layer.AveragePooling layer) {
            return MAPS;
        }

        @Override
        public Form maxPooling(Layer.MaxPooling layer) {
            return MAPS;
        }

        @Override
        public Form sum(Layer.Sum layer) {
            return AS_READ;
        }

        @Override
        public Form concatenation(Layer.Concatenation layer) {
            return MAPS;
        }

        @Override
        public Form crop(Layer.Crop layer) {
            return MAPS;
        }

        @Override
        public Form zero(Layer.Zero layer) {
            return AS_READ;
        }

        @Override
        public Form delay(Layer.Delay layer) {
            return AS_READ;
        }

        @Override
        public Form flatten(Layer.Flatten layer) {
            return MAPS_TO_VECTORS;
        }

        @Override
        public Form dropout(Layer.Dropout layer) {
            return AS_READ;
        }

        @Override
        public Form linear(Layer.Linear layer) {
            return VECTORS;
        }

        @Override
        public Form voting(Layer.Voting layer) {
            return VECTORS;
        }
    }
}
