package org.spikernel.internal.sealed;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NumpyArrayTest {

    @Property(tries = 100)
    void numbersComeBackToTheLastBit(@ForAll float[] values) {
        assertThat(NumpyArray.values(NumpyArray.bytes(values, values.length))).isEqualTo(values);
    }

    /** The layout that NumPy documents for format 1.0. */
    @Test
    void layoutIsThatOfNumpy() {
        byte[] file = NumpyArray.bytes(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        String text = new String(file, StandardCharsets.ISO_8859_1);

        assertThat(text)
                .startsWith(
                        "\u0093NUMPY\u0001\u0000\u0076\u0000{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,), }");
        assertThat(file).hasSize(128 + 24).startsWith(0x93, 'N');
        assertThat(text.charAt(127)).isEqualTo('\n');
        assertThat(file).endsWith(0, 0, 0xc0, 0x40);
    }

    @Test
    void otherArraysAreRefused() {
        byte[] doubles = new String(NumpyArray.bytes(new float[2], 2), StandardCharsets.ISO_8859_1)
                .replace("<f4", "<f8")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> NumpyArray.values(doubles))
                .hasMessageContaining("32-bit floats")
                .hasMessageContaining("<f8");
        assertThatThrownBy(() -> NumpyArray.values("something else".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("no NumPy array");
        assertThatThrownBy(() -> NumpyArray.values(new byte[3])).hasMessageContaining("no NumPy array");
    }
}
