package org.spikernel.jupyter;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

import org.spikernel.jupyter.display.CellRun;
import org.spikernel.jupyter.display.Displays;

/** Brings the library's imports and displays to any kernel built on JJava, ours among them. */
public final class SpikernelExtension implements Extension {

    @Override
    public void install(BaseKernel kernel) {
        Displays.register(kernel.getRenderer(), () -> currentCell(kernel));
        StartupImports.packages().forEach(name -> kernel.evalRaw("import " + name + ".*;"));
    }

    private static CellRun currentCell(BaseKernel kernel) {
        return kernel instanceof JavaKernel ours ? ours.currentCell() : new CellRun("", 0);
    }
}
