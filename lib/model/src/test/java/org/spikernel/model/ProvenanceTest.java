package org.spikernel.model;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProvenanceTest {

    @Test
    void saysWhatIsKnown() {
        Provenance whole = new Provenance(
                Map.of("data images", "halves", "data fingerprint", "1f", "setting seed", "7", "version java", "17"));

        assertThat(whole).hasToString("trained on halves, fingerprint 1f, seed 7");
        assertThat(whole.seed()).isEqualTo(7);
        assertThat(new Provenance(Map.of("data images", "halves"))).hasToString("trained on halves");
        assertThat(new Provenance(Map.of("setting seed", "7")))
                .hasToString("trained on images that nobody has described, seed 7");
    }

    @Test
    void seedThatNobodyKnowsIsAskedForInVain() {
        assertThatThrownBy(() -> new Provenance(Map.of()).seed())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this provenance tells no 'setting seed'; it tells nothing");
        assertThatThrownBy(() -> new Provenance(Map.of("data images", "halves")).seed())
                .hasMessage("this provenance tells no 'setting seed'; it tells [data images]");
    }
}
