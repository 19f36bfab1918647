package org.spikernel;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.assertThat;

/** What must be the same wherever the user is: under other digits, decimal commas and letters. */
public final class EveryLocale {

    private static final List<String> TAGS =
            List.of("ar-EG-u-nu-arab", "th-TH-u-nu-thai", "fa-IR-u-nu-arabext", "hi-IN-u-nu-deva", "de-DE", "tr-TR");

    private EveryLocale() {}

    /** Fails if what is made in one locale differs from what is made in another. */
    public static void makesTheSame(Callable<?> making) throws Exception {
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            Object expected = making.call();
            for (String tag : TAGS) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(making.call()).as(tag).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(usual);
        }
    }
}
