package org.spikernel.model;

import org.junit.jupiter.api.Test;

import org.spikernel.LocaleRules;

class LocaleTest {

    @Test
    void noCodeFollowsTheUsersLocale() {
        LocaleRules.check("org.spikernel");
    }
}
