package org.spikernel.jupyter.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The right answers, as digests that do not give them away, and what to say to wrong ones.
 *
 * <p>Digests are made by the notebooks of solutions; hints are written by hand.
 */
final class Answers {

    /** So that no list of digests of numbers helps. */
    private static final String SALT = "exercises of Spikernel's course";

    private static final int DIGEST_LETTERS = 16;

    /** What answers are mistaken for, in the order in which they are tried. */
    private static final Map<String, UnaryOperator<Double>> MISTAKES = mistakes();

    /** A right answer: of which kind it is, and the digest of its text. */
    private record Known(AnswerKind kind, String digest) {}

    private final Map<String, Known> known;
    private final Map<String, String> hints;

    private Answers(Map<String, Known> known, Map<String, String> hints) {
        this.known = known;
        this.hints = hints;
    }

    /** Those of the course. */
    static Answers ofCourse() {
        return parse(resource("answers.csv"), resource("hints.csv"));
    }

    /**
     * Answers from their files.
     *
     * @param answers lines as {@link #line} makes them
     * @param hints lines of an exercise, a comma and a hint
     */
    static Answers parse(List<String> answers, List<String> hints) {
        Map<String, Known> known = new TreeMap<>();
        for (String line : answers) {
            String[] parts = line.split(",");
            known.put(parts[0], new Known(AnswerKind.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2]));
        }
        Map<String, String> words = new TreeMap<>();
        for (String line : hints) {
            int comma = line.indexOf(',');
            words.put(line.substring(0, comma), line.substring(comma + 1));
        }
        return new Answers(known, words);
    }

    /** The line of the right answer to an exercise: exercise, kind, digest. */
    static String line(String exercise, Object answer) {
        AnswerKind kind = AnswerKind.of(answer);
        return String.join(
                ",",
                exercise,
                kind.name().toLowerCase(Locale.ROOT),
                digest(exercise, kind.texts(answer).get(0)));
    }

    List<String> exercises() {
        return List.copyOf(known.keySet());
    }

    List<String> hinted() {
        return List.copyOf(hints.keySet());
    }

    boolean has(String exercise) {
        return known.containsKey(exercise);
    }

    /** The verdict on an answer to one of the exercises. */
    Verdict verdict(String exercise, Object answer) {
        Known right = known.get(exercise);
        if (isRight(exercise, right, answer)) {
            return new Verdict(exercise, true, "right.");
        }
        if (right.kind().texts(answer).isEmpty()) {
            return wrong(exercise, "It asks for " + right.kind() + ", and the answer is " + described(answer) + ".");
        }
        return wrong(exercise, mistake(exercise, right, answer).orElse(hints.getOrDefault(exercise, "")));
    }

    private static Verdict wrong(String exercise, String why) {
        return new Verdict(exercise, false, ("not yet. " + why).strip());
    }

    private static String described(Object answer) {
        return answer instanceof Number ? answer.toString() : "the text '" + answer + "'";
    }

    private static boolean isRight(String exercise, Known right, Object answer) {
        return right.kind().texts(answer).stream()
                .anyMatch(text -> digest(exercise, text).equals(right.digest()));
    }

    /** What a wrong number was mistaken for. */
    private static Optional<String> mistake(String exercise, Known right, Object answer) {
        return answer instanceof Number number
                ? MISTAKES.entrySet().stream()
                        .filter(each -> isRight(exercise, right, each.getValue().apply(number.doubleValue())))
                        .map(Map.Entry::getKey)
                        .findFirst()
                : Optional.empty();
    }

    private static Map<String, UnaryOperator<Double>> mistakes() {
        Map<String, UnaryOperator<Double>> mistakes = new LinkedHashMap<>();
        mistakes.put("A hundred times your number is right: is it a share, or percent?", number -> number * 100);
        mistakes.put("A hundredth of your number is right: is it percent, or a share?", number -> number / 100);
        mistakes.put("A thousand times your number is right: in which unit is it?", number -> number * 1000);
        mistakes.put("A thousandth of your number is right: in which unit is it?", number -> number / 1000);
        mistakes.put("Only the sign is wrong.", number -> -number);
        mistakes.put("One divided by your number is right.", number -> 1 / number);
        return mistakes;
    }

    private static String digest(String exercise, String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("|", SALT, exercise, text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<String> resource(String name) {
        try (InputStream file = Answers.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
