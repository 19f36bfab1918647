package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever gets the kernel gets with it under which licences it and its libraries are. */
class LicencesTest {

    private static final Path ROOT = FrontDoor.project();
    private static final String OURS = "spikernel-";

    /** A line of NOTICE that names a library: group and artifact, indented. */
    private static final Pattern LIBRARY = Pattern.compile("(?m)^  [^:\\s]+:([^:\\s]+)$");

    private static final Pattern VERSION = Pattern.compile("-\\d.*");

    @Test
    void noticeNamesTheLibrariesOfTheKernelAndNoOthers() throws IOException {
        assertThat(named()).isEqualTo(carried());
    }

    private static Set<String> named() throws IOException {
        return LIBRARY.matcher(Files.readString(ROOT.resolve("NOTICE")))
                .results()
                .map(library -> library.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> carried() throws IOException {
        try (Stream<Path> jars = PackagedKernel.jars()) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> !name.startsWith(OURS))
                    .map(name -> VERSION.matcher(name).replaceFirst(""))
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "NOTICE"})
    void everyJarOfOursCarriesThem(String name) throws IOException {
        String expected = Files.readString(ROOT.resolve(name));
        try (Stream<Path> jars =
                PackagedKernel.jars().filter(jar -> jar.getFileName().toString().startsWith(OURS))) {
            assertThat(jars)
                    .isNotEmpty()
                    .allSatisfy(
                            jar -> assertThat(entry(jar, "META-INF/" + name)).isEqualTo(expected));
        }
    }

    private static String entry(Path jar, String name) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            assertThat(entry).as("%s of %s", name, jar).isNotNull();
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
