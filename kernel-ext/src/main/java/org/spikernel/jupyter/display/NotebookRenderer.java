package org.spikernel.jupyter.display;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** A renderer that tells, without asking a value for anything, whether there may be more to see of it than its text. */
public final class NotebookRenderer extends Renderer {

    private final Set<Class<?>> kinds = new CopyOnWriteArraySet<>();

    @Override
    public <T> void register(
            Set<MIMEType> supported, Set<MIMEType> preferred, Set<Class<? extends T>> of, RenderFunction<T> function) {
        super.register(supported, preferred, of, function);
        of.stream().filter(kind -> kind != Object.class).forEach(kinds::add);
    }

    /** Whether a value is of a kind that somebody has said how to show. */
    public boolean knows(Object value) {
        return value instanceof DisplayData
                || value instanceof DisplayDataRenderable
                || kinds.stream().anyMatch(kind -> kind.isInstance(value));
    }
}
