package org.spikernel.jupyter.evaluation;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NearNamesTest {

    private static final List<String> NAMES =
            List.of("Search", "SearchSpace", "images", "ImageSet", "x", "seed", "best");

    @ParameterizedTest
    @CsvSource({
        "Serch, Search",
        "Saerch, Search",
        "search, Search",
        "SearchSpce, SearchSpace",
        "imgaes, images",
        "sed, seed",
        "X, x",
        "bset, best"
    })
    void findsWhatIsMisspelt(String name, String meant) {
        assertThat(NearNames.nearest(name, NAMES)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"y", "rest", "imageset5", "Screech", "images", "sd"})
    void doesNotGuess(String name) {
        assertThat(NearNames.nearest(name, List.of("x", "images", "ImageSet", "seeds", "Search", "toast")))
                .isEmpty();
    }

    @Test
    void takesTheNearest() {
        assertThat(NearNames.nearest("weights", List.of("heights", "weighs", "weight", "eights")))
                .hasValue("eights");
        assertThat(NearNames.nearest("weigths", List.of("heights", "weights"))).hasValue("weights");
    }
}
