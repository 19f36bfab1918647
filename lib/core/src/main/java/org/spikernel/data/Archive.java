package org.spikernel.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.spikernel.internal.checks.Given;

/**
 * The official archive of a data set, a line of {@code data/datasets.csv}.
 *
 * @param name what it is called on the command line, such as {@code cifar10}
 * @param title its proper name, such as {@code CIFAR-10}
 * @param directory the directory that its archive unpacks into
 * @param address where the archive (tar, gzip) is
 * @param bytes length of the archive
 * @param md5 MD5 of the archive, 32 hexadecimal digits
 * @param source who made it, and where it is described
 */
public record Archive(String name, String title, String directory, URI address, long bytes, String md5, String source) {

    public Archive {
        Given.value(name, "the name of an archive");
        Given.value(title, "the title of archive " + name);
        Given.value(directory, "the directory of archive " + name);
        Given.value(address, "the address of archive " + name);
        Given.positive(bytes, "the length of archive " + name);
        Given.value(md5, "the MD5 of archive " + name);
        Given.value(source, "the source of archive " + name);
    }

    /** All archives of the manifest. */
    public static List<Archive> all() {
        try (InputStream manifest = Archive.class.getResourceAsStream("datasets.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(manifest, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Archive::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive of that name. */
    public static Archive named(String name) {
        Given.value(name, "the name of an archive");
        return all().stream()
                .filter(archive -> archive.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new DatasetException("no data set is called " + name));
    }

    private static Archive parse(String line) {
        String[] fields = line.split(",", -1);
        return new Archive(
                fields[0],
                fields[1],
                fields[2],
                URI.create(fields[3]),
                Long.parseLong(fields[4]),
                fields[5],
                fields[6]);
    }

    /** The last part of the address. */
    public String fileName() {
        return Path.of(address.getPath()).getFileName().toString();
    }
}
