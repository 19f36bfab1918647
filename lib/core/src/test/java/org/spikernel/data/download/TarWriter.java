package org.spikernel.data.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes gzip-compressed tar archives in the ustar format. */
final class TarWriter {

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    TarWriter file(String name, byte[] contents) {
        return entry("", name, '0', contents);
    }

    TarWriter directory(String name) {
        return entry("", name, '5', new byte[0]);
    }

    TarWriter entry(String prefix, String name, char type, byte[] contents) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, String.format("%011o", contents.length));
        header[156] = (byte) type;
        put(header, 257, "ustar");
        put(header, 345, prefix);
        tar.writeBytes(header);
        tar.writeBytes(contents);
        tar.writeBytes(new byte[Math.floorMod(-contents.length, 512)]);
        return this;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    byte[] end() throws IOException {
        tar.writeBytes(new byte[1024]);
        return gzip(tar.toByteArray());
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
