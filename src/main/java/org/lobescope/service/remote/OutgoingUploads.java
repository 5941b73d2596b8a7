package org.lobescope.service.remote;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.service.wire.MalformedMessage;
import org.lobescope.service.wire.Reply;
import org.lobescope.service.wire.Upload;

/** Sends classifiers and images to a server that lacks them, one at a time; ten requests about one image send it once. */
final class OutgoingUploads {
    private final ReentrantLock line = new ReentrantLock();
    private final Map<String, Integer> sent = new HashMap<>(); // guarded by itself

    /** How often a content was sent so far: to be asked before the question whether the server has it. */
    int sent(String key) {
        synchronized (sent) {
            return sent.getOrDefault(key, 0);
        }
    }

    /**
     * Sends a classifier, unless somebody else has done so meanwhile.
     *
     * @param before what {@link #sent} said before the server was asked
     * @return false when the server takes no more at the moment
     * @throws Problem when the server does not take it, or the files are gone
     */
    boolean send(Channel channel, Classifier classifier, String fingerprint, int before)
            throws InterruptedException, StatusException {
        List<Path> files = classifier.graph().files();
        if (files.isEmpty()) {
            throw new Problem("The network of " + classifier.card().name()
                    + " was not read from a file and cannot be sent: compute it in this process.");
        }
        Path folder = files.getFirst().toAbsolutePath().normalize().resolveSibling("");
        List<Upload.File> heads = new ArrayList<>();
        try {
            for (Path file : files) {
                Path below = folder.relativize(file.toAbsolutePath().normalize());
                heads.add(new Upload.File(below.toString().replace('\\', '/'), Files.size(file)));
            }
        } catch (IOException e) {
            throw gone(files.getFirst(), e);
        }
        Upload.Network head = new Upload.Network(fingerprint, classifier.id(), classifier.card(), heads);
        return send(channel, head, before, call -> {
            for (int i = 0; i < files.size(); i++) {
                try (InputStream in = Files.newInputStream(files.get(i))) {
                    parts(call, in, heads.get(i).size());
                } catch (IOException e) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    throw gone(files.get(i), e);
                }
            }
        });
    }

    private static Problem gone(Path file, IOException e) {
        return new Problem(
                "The network file " + file
                        + " can no longer be read, but the server needs it: open the classifier again.",
                e);
    }

    /** Sends a prepared image; as for a classifier. */
    boolean send(Channel channel, PreparedImage image, int before) throws InterruptedException, StatusException {
        Upload.Image head =
                new Upload.Image(image.key(), image.cutOut(), image.x().shape(), image.blackSky());
        return send(channel, head, before, call -> {
            float[] values = image.x().values();
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
            bytes.asFloatBuffer().put(values);
            try {
                parts(call, new ByteArrayInputStream(bytes.array()), bytes.capacity());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e); // there is nothing to fail
            }
        });
    }

    @FunctionalInterface
    private interface Content {
        void write(BlockingClientCall<byte[], byte[]> call) throws InterruptedException, StatusException;
    }

    private boolean send(Channel channel, Upload.Head head, int before, Content content)
            throws InterruptedException, StatusException {
        line.lockInterruptibly();
        try {
            if (sent(head.key()) != before) {
                return true;
            }
            BlockingClientCall<byte[], byte[]> call =
                    ClientCalls.blockingClientStreamingCall(channel, Protocol.UPLOAD, CallOptions.DEFAULT);
            try {
                if (call.write(head.bytes())) {
                    content.write(call);
                    call.halfClose();
                }
                byte[] answer = call.read();
                return answer != null && isTaken(head, Reply.of(answer));
            } catch (MalformedMessage e) {
                throw new Problem("The server answers in a way that is not understood.", e);
            } finally {
                call.cancel("over", null);
            }
        } finally {
            line.unlock();
        }
    }

    private boolean isTaken(Upload.Head head, Reply reply) {
        return switch (reply) {
            case Reply.Failed failed -> throw new Problem(failed.reason());
            case Reply.Done d -> {
                synchronized (sent) {
                    sent.merge(head.key(), 1, Integer::sum);
                }
                yield true;
            }
            default -> false;
        };
    }

    private static void parts(BlockingClientCall<byte[], byte[]> call, InputStream in, long size)
            throws IOException, InterruptedException, StatusException {
        for (long left = size; left > 0; ) {
            byte[] part = in.readNBytes((int) Math.min(Upload.PART, left));
            if (part.length == 0) {
                throw new IOException("it has become shorter");
            }
            if (!call.write(new Upload.Part(part).bytes())) {
                return; // the server has heard enough: its answer tells why
            }
            left -= part.length;
        }
    }
}
