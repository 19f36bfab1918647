package org.spikernel;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.data.Dataset;
import org.spikernel.data.EventFrames;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.ParamCount;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.LeakyNeuron;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Whatever makes a value names the argument that is null: every public constructor and static method of these packages is tried. */
class NullArgumentsTest {

    private static final Set<String> PACKAGES =
            Set.of("cell", "block", "space", "neuron", "network", "shapes", "select", "data");

    private static final Map<Type, Object> SAMPLES = samples();

    private static Map<Type, Object> samples() {
        ImageSet image =
                ImageSet.of(new Shape(1, 1, 1), new byte[1], new int[1], new Normalisation(List.of(0.0), List.of(1.0)));
        Map<Type, Object> samples = new HashMap<>();
        samples.put(int.class, 1);
        samples.put(long.class, 1L);
        samples.put(double.class, 1.0);
        samples.put(boolean.class, true);
        samples.put(String.class, "a text");
        samples.put(Double.class, 1.0);
        samples.put(Integer.class, 1);
        samples.put(int[].class, new int[1]);
        samples.put(byte[].class, new byte[1]);
        samples.put(float[].class, new float[1]);
        samples.put(double[].class, new double[1]);
        samples.put(boolean[].class, new boolean[1]);
        samples.put(OptionalDouble.class, OptionalDouble.empty());
        samples.put(URI.class, URI.create("file:/archive"));
        samples.put(Path.class, Path.of("nowhere"));
        samples.put(Table.class, Table.create("empty"));
        samples.put(Shape.class, new Shape(1, 1, 1));
        samples.put(Lif.class, Lif.DEFAULT);
        samples.put(LeakyNeuron.class, Plif.DEFAULT);
        samples.put(Operation.class, Operation.SKIP);
        samples.put(Cell.class, Cell.EMPTY);
        samples.put(KernelSet.class, KernelSet.SET_1);
        samples.put(SpikingBlock.class, SpikingBlock.SKIP);
        samples.put(AutoSnn.Backbone.class, AutoSnn.Backbone.SNN_1);
        samples.put(SnnFrame.class, SnnFrame.cifar10());
        samples.put(Layer.class, new Layer.Flatten());
        samples.put(Network.Source.class, new Network.Input(new Shape(1, 1, 1)));
        samples.put(Encoding.class, Encoding.direct());
        samples.put(ParamCount.Kind.class, ParamCount.Kind.FEATURES);
        samples.put(ParamCount.Scope.class, ParamCount.Scope.TOTAL);
        samples.put(CellMacroArchitecture.class, SnasNet.cifar10());
        samples.put(Normalisation.class, image.normalisation());
        samples.put(ImageSet.class, image);
        samples.put(EventFrames.class, EventFrames.of(1, 1, List.of(), 1, EventFrames.Slices.OF_EQUAL_TIME));
        samples.put(EventFrames.Event.class, new EventFrames.Event(0, 0, 0, 0));
        samples.put(EventFrames.Slices.class, EventFrames.Slices.OF_EQUAL_TIME);
        samples.put(Dataset.class, new Dataset("one", "one image", List.of("only"), image, image));
        return samples;
    }

    static Stream<Call> calls() {
        return new ClassFileImporter()
                .importPath(Path.of("target/classes")).stream()
                        .filter(type -> PACKAGES.contains(type.getPackageName().substring("org.spikernel.".length())))
                        .map(JavaClass::reflect)
                        .filter(type -> isPublic(type) && !Throwable.class.isAssignableFrom(type) && !type.isEnum())
                        .flatMap(type -> Stream.concat(
                                Arrays.stream(type.getConstructors()),
                                Arrays.stream(type.getMethods())
                                        .filter(method -> Modifier.isStatic(method.getModifiers()))))
                        .flatMap(Call::withNull);
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    /** A constructor or static method, and which of its arguments is null or, if it is an array or a list, holds a null. */
    record Call(Executable called, int place, boolean isInside) {

        static Stream<Call> withNull(Executable called) {
            return IntStream.range(0, called.getParameterCount())
                    .filter(place -> !called.getParameterTypes()[place].isPrimitive())
                    .boxed()
                    .flatMap(place -> Stream.of(new Call(called, place, false), new Call(called, place, true)))
                    .filter(call -> !call.isInside || call.holdsObjects());
        }

        private boolean holdsObjects() {
            Class<?> type = called.getParameterTypes()[place];
            return type.isArray() && !type.getComponentType().isPrimitive() || Collection.class.isAssignableFrom(type);
        }

        Throwable thrown() {
            Type[] types = called.getGenericParameterTypes();
            Object[] arguments = IntStream.range(0, types.length)
                    .mapToObj(i -> i == place ? wrong() : sample(types[i]))
                    .toArray();
            Throwable thrown = catchThrowable(() -> invoke(arguments));
            return thrown instanceof InvocationTargetException ? thrown.getCause() : thrown;
        }

        private Object wrong() {
            return isInside ? holdingNull(called.getParameterTypes()[place]) : null;
        }

        private void invoke(Object[] arguments) throws ReflectiveOperationException {
            if (called instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                ((Method) called).invoke(null, arguments);
            }
        }

        @Override
        public String toString() {
            return called.getDeclaringClass().getSimpleName() + "." + called.getName() + " with null "
                    + (isInside ? "in " : "for ") + called.getParameters()[place];
        }
    }

    private static Object holdingNull(Class<?> type) {
        return type.isArray() ? Array.newInstance(type.getComponentType(), 1) : Arrays.asList((Object) null);
    }

    private static Object sample(Type type) {
        if (type instanceof ParameterizedType list && List.class.equals(list.getRawType())) {
            return List.of(sample(list.getActualTypeArguments()[0]));
        }
        return Optional.ofNullable(SAMPLES.get(type))
                .orElseThrow(() -> new IllegalStateException("this test needs a sample of a " + type));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void nullIsNamed(Call call) {
        assertThat(call.thrown())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(must be given|must all be given|found|is|but is) .*null.*");
    }
}
