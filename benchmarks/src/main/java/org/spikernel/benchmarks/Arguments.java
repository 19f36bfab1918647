package org.spikernel.benchmarks;

import java.util.List;
import java.util.OptionalInt;

/** What a benchmark was given on the command line. */
final class Arguments {

    private Arguments() {}

    /** The whole number from 1 behind an option, if it is there; ends the program with a message where it is none. */
    static OptionalInt number(List<String> words, String option) {
        return number(words, option, 1);
    }

    /** The same from another number, 0 or 1. */
    static OptionalInt number(List<String> words, String option, int least) {
        int at = words.indexOf(option);
        if (at < 0) {
            return OptionalInt.empty();
        }
        String number = at + 1 < words.size() ? words.get(at + 1) : "nothing";
        if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) < least) {
            refuse(option + " needs a whole number from " + least + " to 999999, such as " + option + " 30, but found "
                    + number);
        }
        return OptionalInt.of(Integer.parseInt(number));
    }

    /** Ends the program with a message about what it was given. */
    static void refuse(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
