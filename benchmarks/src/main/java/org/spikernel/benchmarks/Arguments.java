package org.spikernel.benchmarks;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

import org.spikernel.data.DatasetException;

/** What a benchmark was given on the command line: options, each alone or with a value behind it. Of an option given twice, the last counts. */
final class Arguments {

    /** A mistake in what was given. */
    static final class Mistake extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message);
        }

        /** Of a value that its option cannot be given. */
        Mistake(String option, String needed, String found) {
            this(option + " needs " + needed + ", but found " + found);
        }
    }

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Runs a benchmark with what it was given. What cannot be done ends the program with a message: with status 2 where the words are at fault,
     * else with 1.
     *
     * @param words as given
     * @param options all that it takes, with the name of the value where it has one, as {@code --seeds SEEDS}
     */
    static void run(String[] words, List<String> options, Consumer<Arguments> benchmark) {
        try {
            benchmark.accept(read(words, options));
        } catch (Mistake mistake) {
            end(mistake, 2);
        } catch (IllegalArgumentException | IllegalStateException | DatasetException | UncheckedIOException failure) {
            end(failure, 1);
        }
    }

    private static void end(RuntimeException failure, int status) {
        System.err.println(failure.getMessage());
        System.exit(status);
    }

    private static Arguments read(String[] words, List<String> options) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            String option = options.stream()
                    .filter(known -> known.split(" ")[0].equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Mistake("there is no option '" + word + "' here; "
                            + (options.isEmpty() ? "this takes none" : "there is " + String.join(", ", options))));
            if (option.equals(word)) {
                values.put(word, "");
                continue;
            }
            i++;
            if (i == words.length || words[i].startsWith("--")) {
                throw new Mistake(word, option.substring(word.length() + 1), i == words.length ? "nothing" : words[i]);
            }
            values.put(word, words[i]);
        }
        return new Arguments(values);
    }

    /** Whether an option was given. */
    boolean has(String option) {
        return values.containsKey(option);
    }

    /** The file behind an option that is always given, if not by the user. */
    Path file(String option) {
        return Path.of(values.get(option)).toAbsolutePath();
    }

    /**
     * The value of an option, if it was given.
     *
     * @param pattern that it must match
     * @param needed what the option needs, in words
     */
    Optional<String> value(String option, String pattern, String needed) {
        Optional<String> value = Optional.ofNullable(values.get(option));
        if (value.isPresent() && !value.get().matches(pattern)) {
            throw new Mistake(option, needed, value.get());
        }
        return value;
    }

    /** The whole number from 1 behind an option, if it was given. */
    OptionalInt number(String option) {
        return number(option, 1);
    }

    /** The same from another number, 0 or 1. */
    OptionalInt number(String option, int least) {
        String digits = least == 0 ? "\\d{1,6}" : "0{0,5}[1-9]\\d{0,5}";
        return value(option, digits, "a whole number from " + least + " to 999999, such as " + option + " 30").stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }
}
