package org.lobescope.service.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.LongPredicate;

/** A host of archives on this machine, with the faults that a test asks for. */
final class FileServer implements AutoCloseable {
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    /** What was asked for: path and range. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** How many bytes of each answer come before the connection breaks; 0: all. */
    volatile int cut;

    /** The answer breaks so many times. */
    volatile int cuts;

    /**
     * Whether all up to a byte of the file has been received; only then the connection breaks. The client drops what it has
     * not read by then.
     */
    volatile LongPredicate received = end -> true;

    /** Answer with this code; 0: the file. */
    volatile int code;

    /** Ranges are not understood: the whole file comes. */
    volatile boolean deaf;

    /** After the cut the connection stays open and silent until this is done. */
    volatile CountDownLatch silence = new CountDownLatch(0);

    private final HttpServer server;

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            asked.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
            byte[] file = files.get(exchange.getRequestURI().getPath());
            if (code != 0 || file == null) {
                exchange.sendResponseHeaders(code != 0 ? code : 404, -1);
                return;
            }
            int start = 0;
            if (range != null && !deaf) {
                start = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + start + "-" + (file.length - 1) + "/" + file.length);
            }
            exchange.sendResponseHeaders(start > 0 ? 206 : 200, file.length - start);
            OutputStream out = exchange.getResponseBody();
            if (cuts > 0) {
                cuts--;
                int length = Math.min(cut, file.length - start);
                out.write(file, start, length);
                out.flush();
                while (!received.test(start + length)) {
                    Thread.sleep(1);
                }
                silence.await();
                return; // closed with less than was announced
            }
            out.write(file, start, file.length - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
    }
}
