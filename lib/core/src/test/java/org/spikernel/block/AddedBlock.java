package org.spikernel.block;

import org.spikernel.AddedKind;

/** A kind of block that the library does not have: of depthwise convolutions. */
final class AddedBlock {

    /** To be read by visitors. */
    static final AddedKind DEPTHWISE = new AddedKind("block.SpikingBlock", """
            record Depthwise(int kernelSize) implements SpikingBlock {
                @Override
                public String text() {
                    return "SDB_k" + kernelSize;
                }

                @Override
                public <R> R accept(Visitor<R> visitor) {
                    return visitor.depthwise(this);
                }
            }
            """, "depthwise");

    private AddedBlock() {}
}
