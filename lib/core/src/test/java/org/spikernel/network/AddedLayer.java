package org.spikernel.network;

import org.spikernel.AddedKind;

/** A kind of layer that the library does not have: a convolution of every channel by itself. */
public final class AddedLayer {

    /** To be read by visitors. */
    public static final AddedKind DEPTHWISE = new AddedKind("network.Layer", """
            record Depthwise(int kernelSize) implements Layer {
                @Override
                public Shape output(List<Shape> inputs) {
                    return only(inputs);
                }

                @Override
                public Parameters parameters(Shape input) {
                    return Parameters.ofWeights(kernelSize, kernelSize, input.channels());
                }

                @Override
                public String text() {
                    return "depthwise";
                }

                @Override
                public <R> R accept(Visitor<R> visitor) {
                    return visitor.depthwise(this);
                }
            }
            """, "depthwise");

    private AddedLayer() {}
}
