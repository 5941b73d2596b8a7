package org.lobescope.training;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.network.Tensor;

/**
 * A training on the disk, as it is after an epoch. The file is whole at any time: a new one takes the place of the old one
 * when all of it is written.
 *
 * <p>It begins with a line of JSON, then come the numbers of all arrays in the order of the parameters.
 *
 * @param file beside the model to be
 * @param job stands for data and options; a checkpoint of another job is refused
 */
record Checkpoint(Path file, String job) {
    private static final String KIND = "lobescope-training-1";
    private static final Gson GSON = new Gson();

    /** The line of JSON. */
    private record Header(
            String kind, String job, int bestEpoch, long steps, List<EpochResult> epochs, String content) {}

    /** What a job is known by. */
    static String job(TrainingOptions options, String dataHash) {
        return new Fingerprint().add(options.toString()).add(dataHash).hex();
    }

    /** Whether there is one. */
    boolean exists() {
        return Files.exists(file);
    }

    /** Writes the state. */
    void save(TrainingState state) {
        Header header =
                new Header(KIND, job, state.bestEpoch(), state.steps(), List.copyOf(state.epochs()), hash(state));
        WholeFile.write(file, part -> {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                out.writeUTF(header.kind);
                byte[] json = GSON.toJson(header).getBytes(StandardCharsets.UTF_8);
                out.writeInt(json.length);
                out.write(json);
                for (Map<String, Tensor> group : groups(state)) {
                    for (Tensor tensor : group.values()) {
                        out.write(bytes(tensor.values()));
                    }
                }
            }
        });
    }

    /**
     * Reads the state.
     *
     * @throws Problem when the file is damaged or belongs to another training
     */
    void load(TrainingState state) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Header header = header(in);
            if (!header.job.equals(job)) {
                throw new Problem("The checkpoint " + file + " belongs to a training with other images or options:"
                        + " remove it, or choose another --out.");
            }
            for (Map<String, Tensor> group : groups(state)) {
                for (Tensor tensor : group.values()) {
                    byte[] bytes = in.readNBytes(Float.BYTES * tensor.values().length);
                    ByteBuffer.wrap(bytes).asFloatBuffer().get(tensor.values());
                }
            }
            state.restore(header.epochs, header.bestEpoch, header.steps);
            if (in.read() >= 0 || !hash(state).equals(header.content)) {
                throw damaged(null);
            }
        } catch (IOException | BufferUnderflowException | JsonParseException e) {
            throw damaged(e);
        }
    }

    private Header header(DataInputStream in) throws IOException {
        if (!in.readUTF().equals(KIND)) {
            throw damaged(null);
        }
        int length = in.readInt();
        byte[] json = in.readNBytes(Math.max(0, length));
        Header header = GSON.fromJson(new String(json, StandardCharsets.UTF_8), Header.class);
        if (header == null || header.job == null || header.epochs == null || header.content == null) {
            throw damaged(null);
        }
        return header;
    }

    private Problem damaged(@Nullable Exception e) {
        String sentence = "The checkpoint " + file + " is damaged: remove it, and the training begins anew.";
        return e == null ? new Problem(sentence) : new Problem(sentence, e);
    }

    private static List<Map<String, Tensor>> groups(TrainingState state) {
        return List.of(state.parameters(), state.first(), state.second(), state.averaged(), state.best());
    }

    private static String hash(TrainingState state) {
        Fingerprint fingerprint = new Fingerprint();
        groups(state).forEach(group -> group.values().forEach(tensor -> fingerprint.add(tensor.values())));
        return fingerprint.hex();
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
