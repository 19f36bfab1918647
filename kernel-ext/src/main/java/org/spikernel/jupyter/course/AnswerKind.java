package org.spikernel.jupyter.course;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an exercise asks for, and how answers of it are compared: by texts that are equal where the answers are. */
enum AnswerKind {
    /** A whole number, to the last digit. */
    COUNT("a whole number") {
        @Override
        List<String> texts(Object answer) {
            return decimal(answer)
                    .filter(number -> number.stripTrailingZeros().scale() <= 0)
                    .map(AnswerKind::plain)
                    .toList();
        }
    },
    /** A number, to three significant digits; within a thousandth of where it would be rounded the other way, both ways. */
    NUMBER("a number") {
        @Override
        List<String> texts(Object answer) {
            return decimal(answer)
                    .flatMap(number -> Stream.of("1", "0.999", "1.001")
                            .map(factor ->
                                    number.multiply(new BigDecimal(factor)).round(new MathContext(3))))
                    .map(AnswerKind::plain)
                    .distinct()
                    .toList();
        }
    },
    /** Words, or a thing that has a text, such as a cell; neither case nor spaces matter. */
    TEXT("a text") {
        @Override
        List<String> texts(Object answer) {
            return List.of(answer.toString().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
        }
    };

    private final String words;

    AnswerKind(String words) {
        this.words = words;
    }

    /** The texts that stand for an answer, the plainest first; none if the answer is of another kind. */
    abstract List<String> texts(Object answer);

    /** The kind of a right answer. */
    static AnswerKind of(Object answer) {
        if (answer instanceof Integer || answer instanceof Long) {
            return COUNT;
        }
        return answer instanceof Number ? NUMBER : TEXT;
    }

    private static Stream<BigDecimal> decimal(Object answer) {
        return answer instanceof Number number && Double.isFinite(number.doubleValue())
                ? Stream.of(new BigDecimal(number.toString()))
                : Stream.empty();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return words;
    }
}
