package org.spikernel.train.layers;

import org.deeplearning4j.nn.conf.inputs.InputType;

/** Reads DL4J's types of input. */
final class FeatureMaps {

    private FeatureMaps() {}

    /** The input as feature maps, channels first. */
    static InputType.InputTypeConvolutional of(TimeFoldedLayer layer, InputType input) {
        if (input instanceof InputType.InputTypeConvolutional maps) {
            return maps;
        }
        throw new IllegalArgumentException("layer '" + layer.getLayerName()
                + "' reads feature maps [rows, channel, row, column], but the layer before it makes " + input);
    }
}
