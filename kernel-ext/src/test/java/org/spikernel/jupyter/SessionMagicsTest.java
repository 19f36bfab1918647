package org.spikernel.jupyter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.jupyter.CodeFile.Cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionMagicsTest {

    @TempDir
    Path directory;

    private final List<Cell> cells = new ArrayList<>();
    private final MagicsRegistry registry = new MagicsRegistry();

    @BeforeEach
    void register() {
        new SessionMagics(registry, Map.of("SCALE", "quick", "API_TOKEN", "abc"), this::runCell).register();
        new ClassPathMagics(path -> {}).register(registry);
    }

    private void runCell(Cell cell) {
        cells.add(cell);
        if (cell.text().startsWith("%load")) {
            run("load", cell.text().substring("%load ".length()));
        }
    }

    private void run(String magic, String... arguments) {
        try {
            registry.evalLineMagic(null, magic, List.of(arguments));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private String printed(String magic, String... arguments) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed));
        try {
            run(magic, arguments);
        } finally {
            System.setOut(out);
        }
        return printed.toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void loadsAFileOfJavaWithoutItsPackage() throws IOException {
        run("load", file("Setup.java", "/* of package b; */\npackage a.b;\nclass Setup {}\n"));
        run("load", file("setup.jsh", "int a = 1;"));

        assertThat(cells)
                .containsExactly(
                        new Cell("Setup.java", "/* of package b; */\n" + " ".repeat(12) + "\nclass Setup {}\n"),
                        new Cell("setup.jsh", "int a = 1;"));
    }

    @Test
    void loadsTheCodeCellsOfANotebook() throws IOException {
        run("load", file("a.ipynb", """
                {"nbformat": 4, "cells": [
                  {"cell_type": "markdown", "source": "text"},
                  {"cell_type": "code", "source": ["int a = 1;\\n", "a"]},
                  {"cell_type": "code", "source": "a + 1"}]}"""));

        assertThat(cells)
                .containsExactly(
                        new Cell("a.ipynb, code cell 1", "int a = 1;\na"), new Cell("a.ipynb, code cell 2", "a + 1"));
    }

    @Test
    void saysWhyAFileCannotBeLoaded() throws IOException {
        String itself = directory.resolve("itself.java").toString();
        Files.writeString(Path.of(itself), "%load " + itself);
        String damaged = file("damaged.ipynb", "{\"cells\": 3}");
        Path binary = Files.write(directory.resolve("a.class"), new byte[] {(byte) 0xCA, (byte) 0xFE});

        assertThatThrownBy(() -> run("load")).hasMessageContaining("such as %load setup.java, but found 0 arguments");
        assertThatThrownBy(() -> run("load", "no such.java")).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> run("load", itself)).hasMessageContaining("itself.java loads itself");
        assertThatThrownBy(() -> run("load", damaged)).hasMessageContaining("no notebook of nbformat 4");
        assertThatThrownBy(() -> run("load", binary.toString())).hasMessageContaining("is not text in UTF-8");
    }

    @Test
    void printsTheEnvironmentWithoutItsSecrets() {
        assertThat(printed("env").lines())
                .containsExactly("API_TOKEN=(not shown; %env API_TOKEN shows it)", "SCALE=quick");
        assertThat(printed("env", "API_TOKEN").strip()).isEqualTo("abc");
        assertThat(printed("env", "NOTHING").strip()).isEqualTo("NOTHING is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCALE=long", "SCALE"})
    void saysThatTheEnvironmentCannotBeSet(String argument) {
        String[] arguments = argument.contains("=") ? new String[] {argument} : new String[] {argument, "long"};

        assertThatThrownBy(() -> run("env", arguments))
                .hasMessageContaining(
                        "a Java that runs cannot change its environment: set SCALE before Jupyter starts");
    }

    @Test
    void helpTellsOfEveryMagic() {
        registry.registerLineMagic("another", (kernel, arguments) -> null);

        for (String magic : List.of("help", "magics")) {
            assertThat(printed(magic)).endsWith("and, of extensions, %another" + System.lineSeparator());
        }
        for (String name : registry.getLineMagicNames()) {
            assertThat(printed("help")).contains("%" + name);
        }
    }

    @Test
    void handbookTellsOfEveryMagic() throws IOException {
        String handbook = Files.readString(Path.of("..", "docs", "kernel.md"));

        for (MagicUsage usage : MagicUsage.ALL) {
            for (String form : usage.form().split(", ")) {
                assertThat(handbook).contains("`" + form + "`");
            }
        }
    }
}
