package org.spikernel.jupyter;

import java.security.GeneralSecurityException;
import java.util.List;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.zeromq.ZMQ;

/** The connection to the front end, with its input channel in reach. */
final class KernelConnection extends JupyterConnection {

    private final KernelConnectionProperties properties;
    private final ZMQ.Context context = ZMQ.context(1);
    private final List<RequestChannel> requests;

    KernelConnection(KernelConnectionProperties properties) throws GeneralSecurityException {
        super(properties);
        this.properties = properties;
        requests = List.of(
                new RequestChannel(context, properties.createHMACGenerator(), false, this),
                new RequestChannel(context, properties.createHMACGenerator(), true, this));
        // By default the socket drops messages that a slow front end has not taken yet.
        iopub.setSndHWM(0);
    }

    JupyterSocket stdin() {
        return stdin;
    }

    /** Listens by our own channels in place of JJava's, which stay closed. */
    @Override
    public void connect() {
        List.of(heartbeat, stdin, iopub).forEach(socket -> socket.bind(properties));
        requests.forEach(channel -> channel.bind(properties));
        iopub.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
    }

    @Override
    public void close() {
        requests.forEach(RequestChannel::close);
        super.close();
        context.close();
    }

    @Override
    public void waitUntilClose() {
        super.waitUntilClose();
        requests.forEach(RequestChannel::waitUntilClose);
    }
}
