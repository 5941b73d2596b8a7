package org.lobescope.service.remote;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The calls between client and server. Messages go as the bytes that {@code service.wire} makes of them, so that what is
 * malformed is refused by our own code, in words.
 */
final class Protocol {
    /** To be counted up whenever a message changes. */
    static final String VERSION = "1";

    /** Carries {@code Bearer TOKEN}, as RFC 6750 has it. */
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    static final Metadata.Key<String> PROTOCOL =
            Metadata.Key.of("lobescope-protocol", Metadata.ASCII_STRING_MARSHALLER);

    /** Tells clients apart. */
    static final Metadata.Key<String> CLIENT = Metadata.Key.of("lobescope-client", Metadata.ASCII_STRING_MARSHALLER);

    static final String SERVICE = "lobescope.Explanations";

    /** An {@link org.lobescope.service.wire.Ask} and its {@link org.lobescope.service.wire.Reply replies}. */
    static final MethodDescriptor<byte[], byte[]> ASK = method("Ask", MethodType.SERVER_STREAMING);

    /** {@link org.lobescope.service.wire.Upload} messages, and Done or Failed. */
    static final MethodDescriptor<byte[], byte[]> UPLOAD = method("Upload", MethodType.CLIENT_STREAMING);

    /** Nothing, and a {@link org.lobescope.service.wire.Health}. */
    static final MethodDescriptor<byte[], byte[]> HEALTH = method("Health", MethodType.UNARY);

    /** The largest message that a server takes: a part of an upload with its frame, or a question with all its options. */
    static final int LARGEST_QUESTION = 1 << 20;

    private Protocol() {}

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(Bytes.INSTANCE)
                .setResponseMarshaller(Bytes.INSTANCE)
                .build();
    }

    private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
        INSTANCE;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
