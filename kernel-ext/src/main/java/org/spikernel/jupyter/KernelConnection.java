package org.spikernel.jupyter;

import java.security.GeneralSecurityException;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** The connection to the front end, with its input channel in reach. */
final class KernelConnection extends JupyterConnection {

    KernelConnection(KernelConnectionProperties properties) throws GeneralSecurityException {
        super(properties);
        // By default the socket drops messages that a slow front end has not taken yet.
        iopub.setSndHWM(0);
    }

    JupyterSocket stdin() {
        return stdin;
    }
}
