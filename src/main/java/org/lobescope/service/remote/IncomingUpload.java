package org.lobescope.service.remote;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ModelCard;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;
import org.lobescope.network.file.ModelFile;
import org.lobescope.network.torch.TorchScriptTrial;
import org.lobescope.network.torchscript.ScriptTrial;
import org.lobescope.service.wire.MalformedMessage;
import org.lobescope.service.wire.Reply;
import org.lobescope.service.wire.Upload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One classifier or image on its way to the server. It is kept only when its content is what its name says: nobody can
 * put something else under the name of what another client will ask about.
 */
final class IncomingUpload implements StreamObserver<byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingUpload.class);
    private static final int MOST_FILES = 64;

    private final StreamObserver<byte[]> answer;
    private final Contents contents;
    private final Limits limits;
    private final Seats.Seat seat;

    private Upload.@Nullable Head head;
    private long received;
    private boolean over;

    /** The image's bytes so far: grows with what arrives, not with what was announced. */
    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();

    private @Nullable Path folder;
    private @Nullable OutputStream file;
    private int files;
    private long leftOfFile;

    IncomingUpload(StreamObserver<byte[]> answer, Contents contents, Limits limits, Seats.Seat seat) {
        this.answer = answer;
        this.contents = contents;
        this.limits = limits;
        this.seat = seat;
    }

    @Override
    public void onNext(byte[] message) {
        if (over) {
            return;
        }
        try {
            switch (Upload.of(message)) {
                case Upload.Head first -> begin(first);
                case Upload.Part part -> take(part.content());
            }
        } catch (MalformedMessage e) {
            refuse(e);
        } catch (IOException e) {
            fail(new Problem("The server could not keep what was sent: free some space there.", e));
        } catch (Problem problem) {
            fail(problem);
        }
    }

    private void begin(Upload.Head first) throws IOException {
        if (head != null) {
            throw new MalformedMessage("a second beginning");
        }
        head = first;
        switch (first) {
            case Upload.Network network -> {
                check(
                        network.size(),
                        limits.networkBytes(),
                        "The network " + network.card().name());
                if (network.files().isEmpty() || network.files().size() > MOST_FILES) {
                    throw new MalformedMessage(network.files().size() + " files");
                }
                folder = Files.createTempDirectory("lobescope-upload-");
                open(network);
            }
            case Upload.Image image -> check(image.size(), limits.imageBytes(), "The image");
        }
    }

    private static void check(long size, long most, String what) {
        if (size > most) {
            throw new Problem(what + " has " + size + " bytes, more than the " + most
                    + " that the server takes: choose a smaller one or another home.");
        }
    }

    private void take(byte[] part) throws IOException {
        Upload.Head first = head;
        if (first == null) {
            throw new MalformedMessage("no beginning");
        }
        received += part.length;
        if (received > first.size()) {
            throw new MalformedMessage("more bytes than announced");
        }
        switch (first) {
            case Upload.Image image -> pixels.write(part);
            case Upload.Network network -> {
                int from = 0;
                while (from < part.length) {
                    int n = (int) Math.min(leftOfFile, part.length - from);
                    if (file != null) {
                        file.write(part, from, n);
                    }
                    from += n;
                    leftOfFile -= n;
                    open(network);
                }
            }
        }
    }

    /** Goes on to the next file as long as the one before is whole. */
    private void open(Upload.Network network) throws IOException {
        while (leftOfFile == 0 && files < network.files().size()) {
            close();
            Path path = path(network.files().get(files));
            Files.createDirectories(path.resolveSibling("."));
            file = Files.newOutputStream(path);
            leftOfFile = network.files().get(files).size();
            files++;
        }
    }

    /** Where a file goes: below our own folder, whatever its name says. */
    private Path path(Upload.File one) throws MalformedMessage {
        Path root = folder;
        if (root == null) {
            throw new IllegalStateException("no folder");
        }
        Set<String> odd = new HashSet<>(List.of("", ".", ".."));
        for (String name : one.name().split("/", -1)) {
            if (odd.contains(name) || !name.matches("[^\\\\:\\p{Cntrl}]{1,200}")) {
                throw new MalformedMessage("a file of that name");
            }
        }
        Path path = root.resolve(one.name()).normalize();
        if (!path.startsWith(root)) {
            throw new MalformedMessage("a file outside the folder");
        }
        return path;
    }

    @Override
    public void onCompleted() {
        if (over) {
            return;
        }
        try {
            Upload.Head first = head;
            if (first == null || received < first.size()) {
                throw new MalformedMessage("the upload ends too early");
            }
            close();
            switch (first) {
                case Upload.Image image -> keep(image);
                case Upload.Network network -> keep(network);
            }
            end(new Reply.Done());
        } catch (MalformedMessage e) {
            refuse(e);
        } catch (IOException e) {
            fail(new Problem("The server could not keep what was sent: free some space there.", e));
        } catch (Problem problem) {
            fail(problem);
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(new Problem("The server could not read what was sent; its log file has the details.", e));
        }
    }

    private void keep(Upload.Image image) throws MalformedMessage {
        float[] values = new float[(int) (image.size() / Float.BYTES)];
        ByteBuffer.wrap(pixels.toByteArray()).asFloatBuffer().get(values);
        int[] shape = image.shape();
        if (shape.length != 4 || shape[0] != 1) {
            throw new MalformedMessage("an image of another shape");
        }
        // Grey levels, steps and warnings are for people, who look at the other end.
        PreparedImage prepared = new PreparedImage(
                new Tensor(shape, values), image.blackSky(), image.cutOut(), new float[0], false, List.of(), List.of());
        if (!prepared.key().equals(image.key())) {
            throw new MalformedMessage("an image that is not what its name says");
        }
        contents.keep(prepared);
    }

    private void keep(Upload.Network network) throws MalformedMessage {
        ModelCard.Input input = network.card().input();
        Graph graph = ModelFile.read(
                path(network.files().getFirst()),
                new ImageShape(input.channels(), input.height(), input.width()),
                limits.programs() ? new TorchScriptTrial() : IncomingUpload::notTaken);
        Classifier classifier = new Classifier(network.id(), network.card(), graph);
        if (!classifier.fingerprint().equals(Optional.of(network.key()))) {
            throw new Problem("The files of the classifier " + network.card().name()
                    + " are not those that were opened: open the classifier again.");
        }
        contents.keep(network.key(), classifier, network.size());
    }

    private static Optional<ScriptTrial.Found> notTaken(Path program, ImageShape expected) {
        throw new Problem(
                "The network " + program.getFileName() + " is a program that only PyTorch itself could run, and"
                        + " this server takes none: compute in this process or in a worker process.");
    }

    @Override
    public void onError(Throwable lost) {
        LOG.debug("an upload broke off", lost);
        leave();
    }

    private void refuse(MalformedMessage e) {
        LOG.warn("an upload was refused: {}", e.getMessage());
        if (leave()) {
            answer.onError(Status.INVALID_ARGUMENT
                    .withDescription("what was sent is damaged: " + e.getMessage())
                    .asRuntimeException());
        }
    }

    private void fail(Problem problem) {
        LOG.info("{}", problem.getMessage(), problem);
        end(new Reply.Failed(String.valueOf(problem.getMessage())));
    }

    private void end(Reply reply) {
        if (leave()) {
            answer.onNext(reply.bytes());
            answer.onCompleted();
        }
    }

    private void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** Removes what lies on the disk; returns whether it was not over before. */
    private boolean leave() {
        if (over) {
            return false;
        }
        over = true;
        seat.leave();
        Path root = folder;
        if (root != null) {
            try (Stream<Path> all = Files.walk(root)) {
                close();
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                LOG.info("{} cannot be removed", root, e);
            }
        }
        return true;
    }
}
