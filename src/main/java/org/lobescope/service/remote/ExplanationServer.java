package org.lobescope.service.remote;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.lobescope.Problem;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ServiceStatus;
import org.lobescope.service.wire.Health;
import org.lobescope.service.wire.Reply;

/**
 * Lets others who have the token use an explanation service, over gRPC. It listens on this machine only unless it is told
 * otherwise, and elsewhere only with TLS, since the token would be readable on the way.
 */
public final class ExplanationServer implements AutoCloseable {
    private static final int HEADER_BYTES = 8 << 10;
    private static final int MOST_CALLS_PER_CONNECTION = 256;
    private static final long FAREWELL_SECONDS = 5;

    private final Server server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("serve-", 1).factory());
    private final ExplanationService service;
    private final Seats seats;
    private final String identity;

    /**
     * Certificate and private key of a server.
     *
     * @param certificate PEM, with the chain
     * @param key PEM, PKCS #8
     */
    public record Tls(Path certificate, Path key) {}

    /**
     * Begins to serve.
     *
     * @param service computes; it is not closed with the server
     * @param identity names all that the service's maps' last bits depend on
     * @param address port 0 takes a free one
     * @throws Problem when the port is taken, the certificate cannot be used, or the address is not of this machine and
     *     there is no certificate
     */
    public ExplanationServer(
            ExplanationService service,
            String identity,
            InetSocketAddress address,
            Token token,
            Optional<Tls> tls,
            Limits limits) {
        this.service = service;
        this.identity = identity;
        this.seats = new Seats(limits.requests(), limits.perClient(), System::nanoTime);
        if (address.isUnresolved()) {
            throw new Problem("There is no address " + address.getHostString() + " on this machine: correct --bind.");
        }
        if (tls.isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new Problem("Serving on " + address.getHostString() + " needs a certificate, since others could read"
                    + " along: give --tls-cert and --tls-key, or leave --bind out and use an SSH tunnel.");
        }
        Contents contents = new Contents(limits.contentBytes());
        AskHandler asks = new AskHandler(service, contents, seats);
        Seats uploads = new Seats(limits.uploads(), limits.uploads(), System::nanoTime);
        ServerServiceDefinition calls = ServerServiceDefinition.builder(Protocol.SERVICE)
                .addMethod(Protocol.ASK, ServerCalls.asyncServerStreamingCall(asks::answer))
                .addMethod(
                        Protocol.UPLOAD,
                        ServerCalls.asyncClientStreamingCall(answer -> upload(answer, uploads, contents, limits)))
                .addMethod(Protocol.HEALTH, ServerCalls.asyncUnaryCall((nothing, answer) -> {
                    answer.onNext(health().toBytes());
                    answer.onCompleted();
                }))
                .build();
        NettyServerBuilder builder = builder(address, tls)
                .addService(ServerInterceptors.intercept(calls, new Gate(token)))
                .executor(threads)
                .maxInboundMessageSize(Protocol.LARGEST_QUESTION)
                .maxInboundMetadataSize(HEADER_BYTES)
                .maxConcurrentCallsPerConnection(MOST_CALLS_PER_CONNECTION)
                // Clients ask often whether the line is still there, and are asked in turn.
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(20, TimeUnit.SECONDS)
                .maxConnectionIdle(10, TimeUnit.MINUTES);
        try {
            this.server = builder.build().start();
        } catch (IOException e) {
            throw new Problem(
                    "Port " + address.getPort() + " on " + address.getHostString()
                            + " cannot be served: another program may have it, or the address is not of this machine; choose"
                            + " another --port or --bind.",
                    e);
        }
    }

    private static NettyServerBuilder builder(InetSocketAddress address, Optional<Tls> tls) {
        if (tls.isEmpty()) {
            return NettyServerBuilder.forAddress(address, InsecureServerCredentials.create());
        }
        try {
            ServerCredentials credentials = TlsServerCredentials.create(
                    tls.get().certificate().toFile(), tls.get().key().toFile());
            return NettyServerBuilder.forAddress(address, credentials);
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(
                    "The certificate " + tls.get().certificate() + " with the key "
                            + tls.get().key() + " cannot be used: both must be PEM files that you may read, the key in"
                            + " PKCS #8 without a password.",
                    e);
        }
    }

    private static StreamObserver<byte[]> upload(
            StreamObserver<byte[]> answer, Seats uploads, Contents contents, Limits limits) {
        Optional<Seats.Seat> seat = uploads.take(String.valueOf(Gate.CLIENT.get()));
        if (seat.isEmpty()) {
            answer.onNext(new Reply.Full().bytes());
            answer.onCompleted();
            return new NoMore();
        }
        return new IncomingUpload(answer, contents, limits, seat.get());
    }

    /** Hears what still comes of a call that was answered. */
    private static final class NoMore implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] message) {}

        @Override
        public void onError(Throwable lost) {}

        @Override
        public void onCompleted() {}
    }

    private Health health() {
        ServiceStatus status = service.status();
        return new Health(
                identity,
                status.device(),
                status.ready(),
                Math.max(seats.taken(), status.unfinished()),
                status.bytes(),
                TimeUnit.NANOSECONDS.toMillis(seats.quietNanos()));
    }

    /** The port that is served. */
    public int port() {
        return server.getPort();
    }

    /** Waits until the server is closed. */
    public void await() throws InterruptedException {
        server.awaitTermination();
    }

    /** Breaks off all calls. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
    }
}
