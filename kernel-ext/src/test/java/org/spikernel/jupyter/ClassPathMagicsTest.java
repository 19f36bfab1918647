package org.spikernel.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClassPathMagicsTest {

    @TempDir
    Path directory;

    private final List<Path> added = new ArrayList<>();
    private final MagicsRegistry registry = new MagicsRegistry();

    @BeforeEach
    void makeJars() throws IOException {
        new ClassPathMagics(added::add).register(registry);
        for (String name : List.of("a.jar", "b [1].jar", "deep/er/c.jar")) {
            Path jar = directory.resolve(name);
            Files.createDirectories(jar.getParent());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                out.putNextEntry(new ZipEntry("x"));
            }
        }
        Files.writeString(directory.resolve("text.txt"), "x");
    }

    private List<String> run(String magic, String... arguments) throws Exception {
        registry.evalLineMagic(null, magic, List.of(arguments));
        return added.stream().map(path -> path.getFileName().toString()).toList();
    }

    private String in(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void addsAJarADirectoryOrAPatternOnce() throws Exception {
        assertThat(run("jars", in("a.jar"))).containsExactly("a.jar");
        assertThat(run("jars", in("."))).containsExactly("a.jar", "b [1].jar");
        assertThat(run("jars", in("a*"), in("**.jar"))).containsExactly("a.jar", "b [1].jar", "c.jar");
        assertThat(added).allMatch(Path::isAbsolute);
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its Maven is a script of a shell")
    @Test
    void asksTheFirstMavenThatThereIs() throws IOException {
        Path maven = Files.writeString(directory.resolve("mvnw"), """
                #!/bin/sh
                for option; do case $option in -Dmdep.outputFile=*) echo /a.jar:/b.jar > "${option#*=}" ;; esac; done
                """);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        MavenArtifacts artifacts = new MavenArtifacts(List.of("no-such-maven", maven.toString()));

        assertThat(artifacts.resolve(List.of("g:a:1"))).containsExactly(Path.of("/a.jar"), Path.of("/b.jar"));
        assertThatThrownBy(() -> new MavenArtifacts(List.of("no-such-maven")).resolve(List.of("g:a:1")))
                .hasMessageContaining("there is no mvn on the PATH. Install Maven");
    }

    @Test
    void takesANameWithBracketsForAName() throws Exception {
        assertThat(run("jars", in("b [1].jar"))).containsExactly("b [1].jar");
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file there may be called so")
    @ParameterizedTest
    @ValueSource(strings = {"[1] year", "{a,b}", "a*", "what?", "back\\slash", "[open", "{open"})
    void takesAFolderWhateverItsName(String name) throws Exception {
        Path folder = Files.createDirectories(directory.resolve(name).resolve("in"));
        Files.copy(directory.resolve("a.jar"), folder.resolve("d.jar"));
        String expected = folder.resolve("d.jar").toString();

        for (String path : List.of(name + "/in", name + "/in/*.jar", name + "/*/d.jar", name + "/**.jar")) {
            assertThat(JarFiles.find(in(path)))
                    .as(path)
                    .extracting(Path::toString)
                    .containsExactly(expected);
        }
        assertThat(run("classpath", in(name), in(name + "/in/?.jar"))).containsExactly(name, "d.jar");
        assertThatThrownBy(() -> run("jars", in(name + "/none")))
                .hasMessage("there is no jar and no directory " + directory.resolve(name + "/none"));
        assertThatThrownBy(() -> run("jars", in(name + "/none/*.jar")))
                .hasMessage("there is no directory " + directory.resolve(name + "/none"));
        assertThatThrownBy(() -> run("jars", in(name + "/z*.jar")))
                .hasMessageContaining("there is no jar " + directory.resolve(name + "/z*.jar"));
    }

    @Test
    void addsDirectoriesOfClasses() throws Exception {
        assertThat(run("classpath", in("deep"), in("a.jar"))).containsExactly("deep", "a.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.jar", "none/*.jar", "z*.jar", "text.txt", "deep"})
    void refusesWhatIsNoJar(String name) {
        assertThatThrownBy(() -> run("jars", in(name))).hasMessageContaining(directory.toString());
        assertThat(added).isEmpty();
    }

    @Test
    void saysWhatIsNoPattern() {
        assertThatThrownBy(() -> run("jars", in("z[1.jar")))
                .hasMessageStartingWith("there is no jar z[1.jar, and it is no pattern: Missing ']")
                .hasMessageEndingWith("or a pattern such as lib/*.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jars", "classpath"})
    void whatIsMissingMayHaveBeenMeantAsADirectory(String magic) {
        assertThatThrownBy(() -> run(magic, in("nodir")))
                .hasMessage("there is no jar and no directory " + directory.resolve("nodir"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jars", "classpath", "maven"})
    void saysWhatAMagicNeeds(String magic) {
        assertThatThrownBy(() -> run(magic))
                .hasMessageContaining("%" + magic + " needs")
                .hasMessageContaining("such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commons-math3", "g:a", "g:a:1</version>", "g:a:1:2:3:4", "g::1"})
    void refusesWhatNamesNoArtifact(String artifact) {
        assertThatThrownBy(() -> run("maven", artifact)).hasMessageContaining("Write group:artifact:version");
    }

    @Test
    void passesOnWhatMavenCouldNotDo() {
        String printed =
                "\u001B[0m\u001B[0m[ERROR] Failed to execute goal on project notebook: Could not resolve dependencies for project"
                        + " notebook:notebook:pom:1: g:a:jar:1 was not found -> [Help 1]\n[ERROR] \n[ERROR] Re-run Maven";

        assertThat(MavenArtifacts.failure(printed.lines().toList()))
                .isEqualTo(
                        "Could not resolve dependencies for project notebook:notebook:pom:1: g:a:jar:1 was not found");
        assertThat(MavenArtifacts.failure(List.of("[ERROR] The goal is missing")))
                .isEqualTo("The goal is missing");
        assertThat(MavenArtifacts.failure(List.of("killed"))).isEqualTo("killed");
    }
}
