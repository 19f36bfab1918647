package org.spikernel.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that lets nothing through and remembers every request. */
final class RequestTrap implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private RequestTrap(ServerSocket server) {
        this.server = server;
    }

    static RequestTrap open() throws IOException {
        RequestTrap trap = new RequestTrap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(trap::trap, "request trap");
        thread.setDaemon(true);
        thread.start();
        return trap;
    }

    String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /** The first lines of all requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void trap() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                requests.add(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                                .readLine());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    requests.add("unreadable: " + e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
