package org.spikernel.jupyter.evaluation;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.spikernel.jupyter.evaluation.JavaSyntax.Call;

/**
 * A statement such as {@code search.seed(5);}, which returns a changed copy of something immutable that nothing keeps.
 *
 * <p>Methods that return such copies are known by an annotation called {@code CheckReturnValue}, on themselves or their type, whichever
 * library it is of.
 *
 * @param statement the statement, without its semicolon and on one line
 * @param variable the variable whose value was to be changed; empty if it begins with something else
 */
record DroppedCopy(String statement, Optional<String> variable) {

    private static final String MARK = "CheckReturnValue";

    /**
     * What a snippet drops; empty if that is no changed copy.
     *
     * @param value what the snippet has returned
     * @param isVariable whether a name is that of a variable
     */
    static Optional<DroppedCopy> of(String snippet, Object value, Predicate<String> isVariable) {
        List<Call> chain = JavaSyntax.chainOfCalls(snippet);
        if (value == null || chain.isEmpty() || !makesCopy(chain.get(0), value)) {
            return Optional.empty();
        }
        Optional<String> variable = Optional.of(chain.get(chain.size() - 1).receiver())
                .filter(isVariable)
                .filter(name -> chain.stream().allMatch(call -> makesCopy(call, value)));
        return Optional.of(new DroppedCopy(oneLine(chain.get(0).text()), variable));
    }

    /** What to tell the person who has written it. */
    String note() {
        return statement + " changes nothing by itself; to keep the changed copy that it returns, write "
                + variable.orElse("var changed") + " = " + statement;
    }

    private static String oneLine(String code) {
        return code.replaceAll("\\s*\n\\s*", " ");
    }

    /** Whether a call is to a marked method of the very type that it returned. */
    private static boolean makesCopy(Call call, Object value) {
        return typesOf(value.getClass())
                .flatMap(DroppedCopy::methodsOf)
                .filter(method -> method.getName().equals(call.method()))
                .filter(method -> method.getParameterCount() == call.arguments() || method.isVarArgs())
                .anyMatch(method -> method.getReturnType().isInstance(value) && isMarked(method));
    }

    /** None if they mention classes that are not there, which the code of a cell need not care about. */
    private static Stream<Method> methodsOf(Class<?> type) {
        try {
            return Arrays.stream(type.getDeclaredMethods());
        } catch (LinkageError missing) {
            return Stream.empty();
        }
    }

    /** A class, what it extends and all that it implements. */
    private static Stream<Class<?>> typesOf(Class<?> type) {
        Stream<Class<?>> above =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        return Stream.concat(Stream.of(type), above.flatMap(DroppedCopy::typesOf));
    }

    private static boolean isMarked(Method method) {
        return Stream.<AnnotatedElement>of(method, method.getDeclaringClass())
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName().equals(MARK));
    }
}
