package org.spikernel.jupyter;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** What a cell may call without naming a class. */
public final class Notebook {

    private static final Set<String> DISPLAYED = ConcurrentHashMap.newKeySet();

    private Notebook() {}

    /** Nothing is shown yet. */
    static void begin() {
        DISPLAYED.clear();
    }

    /** Shows a value below the cell at once, where a cell by itself shows what is only text for its last alone. */
    public static void display(Object value) {
        BaseKernel kernel = BaseKernel.notebookKernel();
        kernel.display(rendered(kernel, value));
    }

    /**
     * Shows a value as {@link #display(Object)} does, where another one may take its place later.
     *
     * @param id what {@link #updateDisplay} calls that place
     */
    public static void display(Object value, String id) {
        BaseKernel kernel = BaseKernel.notebookKernel();
        DisplayData data = rendered(kernel, value);
        data.setDisplayId(Objects.requireNonNull(id, "the id of a display should be a text, but is null"));
        DISPLAYED.add(id);
        kernel.display(data);
    }

    /**
     * Shows a value in place of what was shown under an id, wherever in the notebook that is.
     *
     * @throws IllegalArgumentException if nothing was
     */
    public static void updateDisplay(Object value, String id) {
        if (id == null || !DISPLAYED.contains(id)) {
            throw new IllegalArgumentException(
                    "nothing is shown as '" + id + "': show something first, by display(value, \"" + id + "\")");
        }
        BaseKernel kernel = BaseKernel.notebookKernel();
        DisplayData data = rendered(kernel, value);
        data.setDisplayId(id);
        update(kernel, data);
    }

    private static DisplayData rendered(BaseKernel kernel, Object value) {
        return new DisplayData(
                value instanceof DisplayData data ? data : kernel.getRenderer().render(value == null ? "null" : value));
    }

    /** Replaces what a kernel, ours or another, has displayed under the same id. */
    static void update(BaseKernel kernel, DisplayData data) {
        if (kernel instanceof JavaKernel ours) {
            ours.update(data);
        } else {
            kernel.getIO().display.updateDisplay(data);
        }
    }
}
