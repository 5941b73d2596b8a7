package org.lobescope.service.remote;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.lobescope.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets nobody in without the token: looks at a call's headers, before anything of its messages is read. */
final class Gate implements ServerInterceptor {
    /** Who asks. */
    static final Context.Key<String> CLIENT = Context.key("lobescope-client");

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int LONGEST_NAME = 64;

    private final Token token;

    Gate(Token token) {
        this.token = token;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        if (!token.isIn(headers.get(Protocol.AUTHORIZATION))) {
            LOG.warn("a call without the token was refused");
            return refuse(
                    call,
                    Status.UNAUTHENTICATED.withDescription(
                            "the token is not the server's: copy the server's token file"));
        }
        String protocol = headers.get(Protocol.PROTOCOL);
        if (!Protocol.VERSION.equals(protocol)) {
            return refuse(
                    call,
                    Status.FAILED_PRECONDITION.withDescription("the server is Lobescope "
                            + Version.CURRENT.program() + " and speaks version " + Protocol.VERSION
                            + " of the protocol, not " + (protocol == null ? "an unknown one" : protocol)
                            + ": install the same Lobescope at both ends"));
        }
        String client = headers.get(Protocol.CLIENT);
        if (client == null || client.isEmpty() || client.length() > LONGEST_NAME) {
            return refuse(call, Status.FAILED_PRECONDITION.withDescription("the client has no name"));
        }
        return Contexts.interceptCall(Context.current().withValue(CLIENT, client), call, headers, next);
    }

    private static <A, B> ServerCall.Listener<A> refuse(ServerCall<A, B> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
