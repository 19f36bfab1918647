package org.spikernel.cell;

import org.spikernel.AddedKind;

/** A kind of operation that the library does not have: 3x3 max pooling. */
public final class AddedOperation {

    /** To be read by visitors. */
    public static final AddedKind MAX_POOLING = new AddedKind("cell.Operation", """
            record MaxPooling(int window) implements Operation {
                @Override
                public String text() {
                    return "max" + window + "x" + window;
                }

                @Override
                public <R> R accept(Visitor<R> visitor) {
                    return visitor.maxPooling(this);
                }
            }
            """, "maxPooling");

    private AddedOperation() {}
}
