package org.lobescope.service.remote;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One gRPC call written by hand (RFC 9113, RFC 7541), for bytes that no proper client sends. */
final class RawCall {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private RawCall() {}

    /** A message with the length that its frame claims. */
    static byte[] framed(long claimed, byte... content) {
        return ByteBuffer.allocate(5 + content.length)
                .put((byte) 0)
                .putInt((int) claimed)
                .put(content)
                .array();
    }

    /** Sends the data and returns what the server's last headers hold, as far as it is ASCII, or how else it ended. */
    static String send(int port, String token, String version, String method, byte[] data, boolean ends)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            frame(out, SETTINGS, 0, 0, new byte[0]);
            frame(out, HEADERS, END_HEADERS, 1, headers(token, version, method));
            frame(out, DATA, ends ? END_STREAM : 0, 1, data);
            out.flush();
            return answer(new DataInputStream(socket.getInputStream()));
        }
    }

    private static byte[] headers(String token, String version, String method) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x83); // :method POST
        block.write(0x86); // :scheme http
        literal(block, ":path", "/" + Protocol.SERVICE + "/" + method);
        literal(block, ":authority", "localhost");
        literal(block, "content-type", "application/grpc");
        literal(block, "te", "trailers");
        if (!token.isEmpty()) {
            literal(block, "authorization", token);
        }
        literal(block, "lobescope-protocol", version);
        literal(block, "lobescope-client", "raw");
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String name, String value) throws IOException {
        block.write(0);
        for (String text : new String[] {name, value}) {
            block.write(text.length());
            block.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] content)
            throws IOException {
        out.writeByte(content.length >> 16);
        out.writeShort(content.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(content);
    }

    private static String answer(DataInputStream in) throws IOException {
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                in.readInt();
                byte[] content = in.readNBytes(length);
                if (type == HEADERS && (flags & END_STREAM) != 0) {
                    return new String(content, StandardCharsets.ISO_8859_1);
                }
                if (type == RESET || type == GO_AWAY) {
                    return type == RESET ? "reset" : "go away";
                }
            }
        } catch (EOFException e) {
            return "closed";
        }
    }
}
