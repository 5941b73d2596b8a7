package org.lobescope.service.remote;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.lobescope.Problem;

/** A gRPC channel that shows the token with each call and connects anew by itself. */
public final class Connection implements AutoCloseable {
    private static final long FAREWELL_SECONDS = 2;

    private final ManagedChannel managed;
    private final Channel channel;

    private Connection(NettyChannelBuilder builder, Token token) {
        // A line that was cut without a word is noticed by this.
        managed = builder.keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true)
                .build();
        Metadata headers = new Metadata();
        headers.put(Protocol.AUTHORIZATION, token.header());
        headers.put(Protocol.PROTOCOL, Protocol.VERSION);
        headers.put(Protocol.CLIENT, UUID.randomUUID().toString());
        channel = ClientInterceptors.intercept(managed, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Connects without TLS: for this machine only. */
    public static Connection plain(String host, int port, Token token) {
        return new Connection(NettyChannelBuilder.forAddress(host, port).usePlaintext(), token);
    }

    /**
     * Connects with TLS; the server's certificate must be for that host.
     *
     * @param authority PEM file with the certificates to trust; empty: those that the system trusts
     * @throws Problem when the file holds none
     */
    public static Connection secure(String host, int port, Token token, Optional<java.nio.file.Path> authority) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(host, port).useTransportSecurity();
        if (authority.isPresent()) {
            try {
                builder.sslContext(GrpcSslContexts.forClient()
                        .trustManager(authority.get().toFile())
                        .build());
            } catch (SSLException | IllegalArgumentException e) {
                throw new Problem(
                        "The file " + authority.get()
                                + " holds no certificates: give --tls-ca a PEM file with the server's certificate or the"
                                + " authority that signed it.",
                        e);
            }
        }
        return new Connection(builder, token);
    }

    /** What calls are made on. */
    public Channel channel() {
        return channel;
    }

    /** Tries now to connect rather than a while later. */
    public void retry() {
        managed.resetConnectBackoff();
    }

    @Override
    public void close() {
        managed.shutdownNow();
        try {
            managed.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
