package org.spikernel.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.spikernel.data.Archive;
import org.spikernel.data.DatasetException;
import org.spikernel.progress.Progress;

/** Brings an archive into a directory: downloads, checks, unpacks, and removes what it no longer needs. */
final class ArchiveFetcher {

    private final Archive archive;
    private final Path directory;

    private ArchiveFetcher(Archive archive, Path directory) {
        this.archive = archive;
        this.directory = directory;
    }

    /**
     * Brings the archive's files into a directory of their own under {@code directory}. An archive that lies in {@code directory}
     * already is used as if it had been downloaded.
     *
     * @return the directory with the files
     * @throws DatasetException if the download fails, or what came is not the official archive
     */
    static Path fetch(Archive archive, Path directory, Progress progress) {
        try {
            Files.createDirectories(directory);
            Path file = ArchiveDownload.into(directory, archive, progress);
            ArchiveFetcher fetcher = new ArchiveFetcher(archive, directory);
            fetcher.check(file);
            return fetcher.unpack(file);
        } catch (IOException e) {
            throw new DatasetException("cannot bring " + archive.title() + " into " + directory, e);
        }
    }

    private void check(Path file) throws IOException {
        long bytes = Files.size(file);
        String md5 = md5(file);
        if (bytes != archive.bytes() || !md5.equals(archive.md5())) {
            Path aside = directory.resolve(archive.fileName() + ".mismatch");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            throw new DatasetException(String.format(
                    Locale.ROOT,
                    "%s is not the official archive of %s: it has %,d bytes and MD5 %s, expected %,d bytes and MD5 %s;"
                            + " it is kept as %s and not used; run the same command again for a new download",
                    file.getFileName(),
                    archive.title(),
                    bytes,
                    md5,
                    archive.bytes(),
                    archive.md5(),
                    aside));
        }
    }

    private static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path unpack(Path file) throws IOException {
        Path unpacking = directory.resolve(archive.directory() + ".unpacking");
        delete(unpacking);
        TarGz.unpack(file, unpacking);
        Path unpacked = unpacking.resolve(archive.directory());
        if (!Files.isDirectory(unpacked)) {
            throw new DatasetException(file + " holds no directory " + archive.directory());
        }
        Path result = Files.move(unpacked, directory.resolve(archive.directory()), StandardCopyOption.ATOMIC_MOVE);
        delete(unpacking);
        Files.delete(file);
        return result;
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                List<Path> deepestFirst =
                        paths.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
    }
}
