package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lobescope.Problem;
import org.lobescope.network.Graph;

/** Reads ONNX files (opsets 7 to 22). */
public final class OnnxReader {
    private OnnxReader() {}

    /**
     * Reads a network.
     *
     * @throws Problem when the file cannot be read, is no ONNX file, or holds something that Lobescope does not know
     */
    public static Graph read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Problem("The file " + file + " could not be read: check that it exists and may be read.", e);
        }
        ModelProto model;
        try {
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new Problem("The file " + file + " is not a whole ONNX file: export or copy it again.", e);
        }
        return Graph.of(new OnnxFile(file, model));
    }
}
