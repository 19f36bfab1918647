package org.spikernel.study;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.EveryLocale;
import org.spikernel.LocaleRules;
import org.spikernel.study.tabular.SpikeNasBench;

/** Texts are the same wherever the user is. */
class LocaleTest {

    @Test
    void noCodeFollowsTheUsersLocale() {
        LocaleRules.check("org.spikernel");
    }

    @Test
    void everyLocaleSeesTheSameTexts() throws Exception {
        double[] rising = {1, 2, 3, 4.5, 6, 7, 8, 9};
        EveryLocale.makesTheSame(() -> List.of(
                SpikeNasBench.cell(123).toString(),
                RankCorrelation.of(rising, rising, 64, 1).toString()));
    }
}
