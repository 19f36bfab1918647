package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Draws the equations of all notebooks as reports do; every check of the script is a test. */
class EquationsTest {

    @TestFactory
    Stream<DynamicTest> reportsDrawEquations(@TempDir Path logs) throws IOException, InterruptedException {
        return Python.checks("equations.py", FrontDoor.project().toString(), logs.toString());
    }
}
