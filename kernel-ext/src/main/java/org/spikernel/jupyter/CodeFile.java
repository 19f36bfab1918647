package org.spikernel.jupyter;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** The code of a file: that of a notebook's code cells, or the text of any other file. */
final class CodeFile {

    private static final String NOTEBOOK = ".ipynb";

    /** Code of a session is in no package of its own. */
    private static final Pattern PACKAGE =
            Pattern.compile("\\A(?:\\s|\\uFEFF|//[^\\n]*+|/\\*(?s:.*?)\\*/)*+(?<package>package\\s+[\\w.]+\\s*;)");

    private CodeFile() {}

    /**
     * Code to run as a cell.
     *
     * @param name what errors call it, such as "setup.ipynb, cell 2"
     */
    record Cell(String name, String text) {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or is called a notebook and is none
     */
    static List<Cell> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        String text = text(file);
        return name.endsWith(NOTEBOOK) ? cells(file, text) : List.of(new Cell(name, withoutPackage(text)));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not text in UTF-8", e);
        }
    }

    private static String withoutPackage(String text) {
        Matcher found = PACKAGE.matcher(text);
        return found.find()
                ? text.substring(0, found.start("package"))
                        + found.group("package").replaceAll("[^\\n\\r]", " ")
                        + text.substring(found.end("package"))
                : text;
    }

    private static List<Cell> cells(Path file, String text) throws IOException {
        List<Cell> cells = new ArrayList<>();
        try {
            JsonArray all = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells");
            for (JsonElement element : all) {
                JsonObject cell = element.getAsJsonObject();
                if (cell.get("cell_type").getAsString().equals("code")) {
                    String name = file.getFileName() + ", code cell " + (cells.size() + 1);
                    cells.add(new Cell(name, source(cell.get("source"))));
                }
            }
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException e) {
            throw new IOException(file + " is no notebook of nbformat 4", e);
        }
        return cells;
    }

    /** Notebooks keep the text of a cell as one string, or as one for each line. */
    private static String source(JsonElement source) {
        if (!source.isJsonArray()) {
            return source.getAsString();
        }
        StringBuilder text = new StringBuilder();
        source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }
}
