package org.spikernel.jupyter.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

/** What can be told of a snippet from its syntax alone. */
final class JavaSyntax {

    /** To make a parser for each snippet takes longer with a file manager of its own, which it has no use for. */
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private static final JavaFileManager NO_FILES =
            COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    private static final Pattern TYPE_WORD = Pattern.compile("\\b(?:class|interface|enum|record)\\b");

    private static final Pattern IMPORT = Pattern.compile("(?U)\\s*import\\s[\\w$.\\s]*?([\\w$]+|\\*)\\s*;");

    /** The compiler's names for what has no end, and ours. */
    private static final Map<String, String> UNCLOSED = Map.of(
            "compiler.err.unclosed.comment", "comment",
            "compiler.err.unclosed.text.block", "text block");

    private JavaSyntax() {}

    /** Whether code is a call, an assignment or another expression that Java takes as a statement, with the semicolon that makes it one. */
    static boolean isStatement(String code) {
        return statement(code).isPresent();
    }

    private static Optional<ExpressionTree> statement(String code) {
        List<String> problems = new ArrayList<>();
        Tree first =
                Place.STATEMENT.parts(Place.STATEMENT.parse(code, problems)).get(0);
        return problems.isEmpty() && first instanceof ExpressionStatementTree statement
                ? Optional.of(statement.getExpression())
                : Optional.empty();
    }

    /**
     * One call of a method of something.
     *
     * @param text the whole of it
     * @param receiver what the method is called on
     * @param arguments how many there are
     */
    record Call(String text, String receiver, String method, int arguments) {}

    /** The calls of a statement such as {@code a.b(1).c(2, 3);}, the last one first: c of a.b(1), then b of a. Empty for other code. */
    static List<Call> chainOfCalls(String code) {
        List<Call> chain = new ArrayList<>();
        Tree tree = statement(code).orElse(null);
        while (tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree method) {
            tree = method.getExpression();
            chain.add(new Call(
                    call.toString(),
                    tree.toString(),
                    method.getIdentifier().toString(),
                    call.getArguments().size()));
        }
        return chain;
    }

    /** The name of the class, interface, enum or record that a snippet declares; empty if it is another snippet. */
    static Optional<String> declaredType(String code) {
        if (!TYPE_WORD.matcher(code).find()) {
            return Optional.empty();
        }
        return members(code, new ArrayList<>()).stream()
                .limit(1)
                .filter(ClassTree.class::isInstance)
                .map(type -> ((ClassTree) type).getSimpleName().toString())
                .findFirst();
    }

    /**
     * What a type, a method or an import declares.
     *
     * @param name how code calls it; {@code *} if it is an import of all that something has
     * @param signature the same for what replaces it
     */
    record Declaration(String name, String signature) {
        boolean isOfAnyName() {
            return name.equals("*");
        }
    }

    /** What a snippet declares that is a valid type, method or import; empty if it is another snippet. */
    static Optional<Declaration> declaration(String code) {
        Matcher imported = IMPORT.matcher(code);
        if (imported.lookingAt()) {
            return Optional.of(new Declaration(imported.group(1), imported.group()));
        }
        List<String> problems = new ArrayList<>();
        return members(code, problems).stream()
                .limit(1)
                .filter(member -> problems.isEmpty())
                .flatMap(member -> member instanceof ClassTree type
                        ? Stream.of(declaration(type))
                        : member instanceof MethodTree method ? Stream.of(declaration(method)) : Stream.empty())
                .findFirst();
    }

    private static Declaration declaration(ClassTree type) {
        String name = type.getSimpleName().toString();
        return new Declaration(name, name);
    }

    private static Declaration declaration(MethodTree method) {
        String name = method.getName().toString();
        return new Declaration(
                name,
                method.getParameters().stream()
                        .map(parameter -> parameter.getType().toString())
                        .collect(Collectors.joining(",", name + "(", ")")));
    }

    /** What a type, and those within it, compute once, when their class is loaded: values of static fields, constants, static blocks. */
    static List<String> staticInitialisers(String type) {
        List<String> found = new ArrayList<>();
        members(type, new ArrayList<>()).forEach(member -> member.accept(new StaticInitialisers(), found));
        return found;
    }

    private static final class StaticInitialisers extends TreeScanner<Void, List<String>> {
        private boolean inInterface;

        @Override
        public Void visitClass(ClassTree type, List<String> found) {
            boolean outside = inInterface;
            inInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
            scan(type.getMembers(), found);
            inInterface = outside;
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, List<String> found) {
            if (inInterface || field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                found.add(field.toString());
            }
            return null;
        }

        @Override
        public Void visitBlock(BlockTree block, List<String> found) {
            if (block.isStatic()) {
                found.add(block.toString());
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, List<String> found) {
            return null;
        }
    }

    /**
     * What begins in some code and does not end there.
     *
     * @param what "comment" or "text block"
     * @param place where it begins
     */
    record Unclosed(String what, int place) {}

    /** The comment or text block that begins in the code and does not end there. */
    static Optional<Unclosed> unclosed(String code) {
        List<Unclosed> found = new ArrayList<>();
        parse(code, problem -> {
            if (UNCLOSED.containsKey(problem.getCode())) {
                found.add(new Unclosed(UNCLOSED.get(problem.getCode()), (int) problem.getPosition()));
            }
        });
        return found.stream().findFirst();
    }

    /**
     * Where the first declaration or statement of some code ends, or the expression that all of it is.
     *
     * @return empty if the code begins with nothing that is valid
     */
    static OptionalInt endOfFirst(String code) {
        return Stream.of(Place.values())
                .map(place -> place.endOfFirst(code))
                .flatMapToInt(OptionalInt::stream)
                .findFirst();
    }

    /** The variables that a snippet declares within itself and that may be used at a place of it: locals, parameters, fields. */
    static List<String> variablesAt(String code, int place) {
        return Stream.of(Place.values())
                .filter(around -> around.takes(code))
                .findFirst()
                .map(around -> around.variablesAt(code, place))
                .orElse(List.of());
    }

    private static List<? extends Tree> members(String code, List<String> problems) {
        return Place.MEMBER.parts(Place.MEMBER.parse(code, problems));
    }

    /** Where the compiler takes what stands in a cell, since it knows no cells. */
    private enum Place {
        MEMBER("class C { ", "\n}"),
        STATEMENT("class C { void m() { ", "\n}}"),
        EXPRESSION("class C { Object o = (", "\n);}");

        private final String before;
        private final String after;

        Place(String before, String after) {
            this.before = before;
            this.after = after;
        }

        Parsed parse(String code, List<String> problems) {
            return JavaSyntax.parse(before + code + after, problems);
        }

        boolean takes(String code) {
            List<String> problems = new ArrayList<>();
            parse(code, problems);
            return problems.isEmpty();
        }

        /** The members of the class, or the statements of its method. */
        List<? extends Tree> parts(Parsed parsed) {
            List<? extends Tree> members =
                    ((ClassTree) parsed.unit().getTypeDecls().get(0)).getMembers();
            return this == STATEMENT ? ((MethodTree) members.get(0)).getBody().getStatements() : members;
        }

        OptionalInt endOfFirst(String code) {
            int end = this == EXPRESSION ? code.length() : endOfFirstPart(code);
            return end > 0 && takes(code.substring(0, end)) ? OptionalInt.of(end) : OptionalInt.empty();
        }

        List<String> variablesAt(String code, int place) {
            List<String> found = new ArrayList<>();
            Parsed parsed = parse(code, new ArrayList<>());
            new VariablesInScope(parsed, before.length(), place + before.length()).scan(parsed.unit(), found);
            return found;
        }

        private int endOfFirstPart(String code) {
            Parsed parsed = parse(code, new ArrayList<>());
            List<? extends Tree> parts = parts(parsed);
            // Variables that are declared together, as in "int a, b;", begin at the same place.
            long end = parts.stream()
                    .filter(part -> parsed.start(part) == parsed.start(parts.get(0)))
                    .mapToLong(parsed::end)
                    .max()
                    .orElse(0);
            return (int) Math.min(code.length(), end - before.length());
        }
    }

    private static final class VariablesInScope extends TreePathScanner<Void, List<String>> {
        private final Parsed parsed;
        private final int begin;
        private final int place;

        /** Of the code that begins there, and not of what was put around it. */
        VariablesInScope(Parsed parsed, int begin, int place) {
            this.parsed = parsed;
            this.begin = begin;
            this.place = place;
        }

        @Override
        public Void visitVariable(VariableTree variable, List<String> found) {
            Tree scope = getCurrentPath().getParentPath().getLeaf();
            boolean declared = scope instanceof ClassTree || parsed.start(variable) < place;
            boolean ofCode = parsed.start(variable) >= begin;
            if (ofCode && declared && parsed.start(scope) <= place && place < parsed.end(scope)) {
                found.add(variable.getName().toString());
            }
            return super.visitVariable(variable, found);
        }
    }

    private record Parsed(CompilationUnitTree unit, SourcePositions positions) {

        long start(Tree tree) {
            return positions.getStartPosition(unit, tree);
        }

        long end(Tree tree) {
            return positions.getEndPosition(unit, tree);
        }
    }

    /** Parses code, and adds the compiler's names for what is wrong with it to a list. */
    private static Parsed parse(String code, List<String> problems) {
        return parse(code, problem -> problems.add(problem.getCode()));
    }

    private static synchronized Parsed parse(String code, DiagnosticListener<JavaFileObject> listener) {
        JavacTask task = (JavacTask)
                COMPILER.getTask(null, NO_FILES, listener, List.of("-proc:none"), null, List.of(new Source(code)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            return new Parsed(unit, Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String code) {
            super(URI.create("string:///C.java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
