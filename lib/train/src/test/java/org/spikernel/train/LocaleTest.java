package org.spikernel.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.LocaleRules;
import org.spikernel.model.TrainedModel;

import static org.assertj.core.api.Assertions.assertThat;

/** Models and checkpoints hold the same bytes wherever they were written. */
class LocaleTest {

    private static final Locale USUAL = Locale.getDefault();

    @TempDir
    private Path work;

    @AfterEach
    void goHome() {
        Locale.setDefault(USUAL);
    }

    @Test
    void noCodeFollowsTheUsersLocale() {
        LocaleRules.check("org.spikernel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "de-DE", "tr-TR"})
    void everyLocaleWritesTheSameModelAndReadsThoseOfOthers(String tag) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Map<String, Integer> expected = files("root");
        Locale.setDefault(Locale.forLanguageTag(tag));

        assertThat(files("there")).isEqualTo(expected);
        assertThat(TrainedModel.load(work.resolve("root.npz")).network())
                .hasToString(TinyTraining.network().toString());
        assertThat(TinyTraining.trainer()
                        .checkpoint(work.resolve("root.zip"))
                        .fit(TinyTraining.images())
                        .curve())
                .hasToString(TrainedModel.load(work.resolve("root.npz")).curve().toString());
    }

    /** What a training writes: the hash of the bytes of every part of its files. */
    private Map<String, Integer> files(String name) throws IOException {
        Path model = work.resolve(name + ".npz");
        Path checkpoint = work.resolve(name + ".zip");
        TinyTraining.trainer().checkpoint(checkpoint).fit(TinyTraining.images()).save(model);
        Map<String, Integer> parts = new TreeMap<>();
        for (Path file : new Path[] {model, checkpoint}) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        byte[] bytes = in.readAllBytes();
                        parts.put(
                                entry.getName(),
                                entry.getName().equals("curve.csv") ? withoutNumbers(bytes) : Arrays.hashCode(bytes));
                    }
                }
            }
        }
        return parts;
    }

    /** A curve holds how long epochs took. */
    private static int withoutNumbers(byte[] curve) {
        return new String(curve, StandardCharsets.UTF_8)
                .replaceAll("[0-9.E-]+", "0")
                .hashCode();
    }
}
