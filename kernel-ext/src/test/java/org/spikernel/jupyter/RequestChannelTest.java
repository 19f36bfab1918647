package org.spikernel.jupyter;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

class RequestChannelTest {

    private static KernelConnectionProperties properties() throws IOException {
        int[] ports = KernelConnection.freePorts();
        String address = InetAddress.getLoopbackAddress().getHostAddress();
        return new KernelConnectionProperties(
                address, ports[0], ports[1], ports[2], ports[3], ports[4], "tcp", "hmac-sha256", "");
    }

    @Test
    void outlivesAFullHeap() throws IOException, GeneralSecurityException, InterruptedException {
        KernelConnectionProperties properties = properties();
        KernelConnection connection = new KernelConnection(properties);
        CountDownLatch handled = new CountDownLatch(3);
        connection.setHandler(MessageType.KERNEL_INFO_REQUEST, (env, message) -> {
            handled.countDown();
            env.defer(() -> {
                throw new OutOfMemoryError("Java heap space");
            });
        });
        connection.connect();
        try (ZContext context = new ZContext()) {
            ZMQ.Socket shell = context.createSocket(SocketType.DEALER);
            shell.connect("tcp://" + properties.getIp() + ":" + properties.getShellPort());
            for (int i = 0; i < 3; i++) {
                for (String frame : List.of("<IDS|MSG>", "", """
                        {"msg_id": "1", "session": "2", "username": "3", "date": "2026-01-01T00:00:00Z",
                         "msg_type": "kernel_info_request", "version": "5.3"}""", "{}", "{}")) {
                    shell.sendMore(frame);
                }
                shell.send("{}");
            }

            assertThat(handled.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            connection.close();
        }
    }
}
