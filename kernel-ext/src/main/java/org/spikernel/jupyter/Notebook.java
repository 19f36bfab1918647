package org.spikernel.jupyter;

import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** What a cell may call without naming a class. */
public final class Notebook {

    private Notebook() {}

    /** Shows a value below the cell at once, where a cell by itself shows only its last. */
    public static void display(Object value) {
        BaseKernel kernel = BaseKernel.notebookKernel();
        kernel.display(kernel.getRenderer().render(value == null ? "null" : value));
    }
}
