package org.spikernel;

import org.junit.jupiter.api.Test;

class LocaleTest {

    @Test
    void noCodeFollowsTheUsersLocale() {
        LocaleRules.check("org.spikernel");
    }
}
