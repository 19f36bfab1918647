package org.spikernel.network;

/** What leaves a layer. */
enum Emission {

    /** Spikes, made by neurons from what they have read up to now. */
    SPIKES,

    /** Spikes if the layer reads nothing else: it moves, gathers or drops what it reads. */
    AS_READ,

    /** Nothing but zeros. */
    NOTHING,

    /** What another layer gave a timestep before. */
    EARLIER,

    /** Numbers of any size. */
    NUMBERS;

    static Emission of(Layer layer) {
        return layer.accept(new OfLayer());
    }

    private static final class OfLayer implements Layer.Visitor<Emission> {
        @Override
        public Emission convolution(Layer.Convolution layer) {
            return NUMBERS;
        }

        @Override
        public Emission batchNorm(Layer.BatchNorm layer) {
            return NUMBERS;
        }

        @Override
        public Emission spiking(Layer.Spiking layer) {
            return SPIKES;
        }

        @Override
        public Emission averagePooling(Layer.AveragePooling layer) {
            return AS_READ;
        }

        @Override
        public Emission maxPooling(Layer.MaxPooling layer) {
            return AS_READ;
        }

        @Override
        public Emission sum(Layer.Sum layer) {
            return AS_READ;
        }

        @Override
        public Emission concatenation(Layer.Concatenation layer) {
            return AS_READ;
        }

        @Override
        public Emission crop(Layer.Crop layer) {
            return AS_READ;
        }

        @Override
        public Emission zero(Layer.Zero layer) {
            return NOTHING;
        }

        @Override
        public Emission delay(Layer.Delay layer) {
            return EARLIER;
        }

        @Override
        public Emission flatten(Layer.Flatten layer) {
            return AS_READ;
        }

        @Override
        public Emission dropout(Layer.Dropout layer) {
            return AS_READ;
        }

        @Override
        public Emission linear(Layer.Linear layer) {
            return NUMBERS;
        }

        @Override
        public Emission voting(Layer.Voting layer) {
            return NUMBERS;
        }
    }
}
