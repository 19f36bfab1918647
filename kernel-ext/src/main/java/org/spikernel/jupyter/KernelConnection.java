package org.spikernel.jupyter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.zeromq.ZMQ;

/**
 * The connection to the front end, with its input channel in reach.
 *
 * <p>Its sockets speak TCP. Where the front end asks for {@code ipc}, Unix domain sockets hand on to them.
 */
final class KernelConnection extends JupyterConnection {

    private static final String TCP = "tcp";
    private static final String IPC = "ipc";
    private static final int CHANNELS = 5;

    private final KernelConnectionProperties asked;
    private final KernelConnectionProperties properties;
    private final List<SocketRelay> relays = new ArrayList<>();
    private final ZMQ.Context context = ZMQ.context(1);
    private final List<RequestChannel> requests;

    /**
     * @throws IllegalArgumentException if the front end asks for a transport that there is not
     * @throws IOException if this machine has no free ports
     */
    KernelConnection(KernelConnectionProperties asked) throws GeneralSecurityException, IOException {
        super(asked);
        this.asked = asked;
        this.properties = switch (asked.getTransport()) {
            case TCP -> asked;
            case IPC -> onFreePorts(asked);
            default ->
                throw new IllegalArgumentException("the front end asks for the transport '" + asked.getTransport()
                        + "', and there are tcp and ipc. Set the transport of the front end to tcp");
        };
        requests = List.of(
                new RequestChannel(context, properties.createHMACGenerator(), false, this),
                new RequestChannel(context, properties.createHMACGenerator(), true, this));
        // By default the socket drops messages that a slow front end has not taken yet.
        iopub.setSndHWM(0);
    }

    private static KernelConnectionProperties onFreePorts(KernelConnectionProperties asked) throws IOException {
        int[] ports = freePorts();
        return new KernelConnectionProperties(
                InetAddress.getLoopbackAddress().getHostAddress(),
                ports[0],
                ports[1],
                ports[2],
                ports[3],
                ports[4],
                TCP,
                asked.getSignatureScheme(),
                asked.getKey());
    }

    /** Five ports, all of which are held until the last one is found. */
    static int[] freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CHANNELS; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    JupyterSocket stdin() {
        return stdin;
    }

    /** The requests that have come on the same channel as the one that this thread handles, and wait for it. */
    List<Message<?>> waiting() {
        return requests.stream().flatMap(channel -> channel.waiting().stream()).toList();
    }

    /**
     * Listens by our own channels in place of JJava's, which stay closed.
     *
     * @throws RuntimeException if a channel cannot be listened at
     */
    @Override
    public void connect() {
        List.of(heartbeat, stdin, iopub).forEach(socket -> socket.bind(properties));
        requests.forEach(channel -> channel.bind(properties));
        if (asked.getTransport().equals(IPC)) {
            relay(asked.getHbPort(), properties.getHbPort());
            relay(asked.getStdinPort(), properties.getStdinPort());
            relay(asked.getIopubPort(), properties.getIopubPort());
            relay(asked.getControlPort(), properties.getControlPort());
            relay(asked.getShellPort(), properties.getShellPort());
        }
        iopub.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
    }

    /** By Jupyter's convention the socket's file is called by what is otherwise the address, and by the number of the channel. */
    private void relay(int channel, int port) {
        relays.add(SocketRelay.open(Path.of(asked.getIp() + "-" + channel), port));
    }

    @Override
    public void close() {
        requests.forEach(RequestChannel::close);
        super.close();
        context.close();
        relays.forEach(SocketRelay::close);
    }

    @Override
    public void waitUntilClose() {
        super.waitUntilClose();
        requests.forEach(RequestChannel::waitUntilClose);
    }
}
