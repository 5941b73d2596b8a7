package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.network.Graph;

/** Reads ONNX files: opsets 7 to 22, also with weights in a second file. */
public final class OnnxReader {
    private OnnxReader() {}

    /**
     * Reads a network.
     *
     * @throws Problem when the file cannot be read, is no ONNX file, or holds something that Lobescope cannot run
     */
    public static Graph read(Path file) {
        Path name = file.getFileName();
        if (Files.isDirectory(file)) {
            throw new Problem(file + " is a folder: choose an ONNX file in it.");
        }
        ModelProto model;
        Fingerprint content = new Fingerprint();
        try {
            if (Files.size(file) > Integer.MAX_VALUE - 16) {
                throw new Problem("The file " + name
                        + " is larger than 2 GB: export the network with its weights in a second file.");
            }
            byte[] bytes = Files.readAllBytes(file);
            content.add(ByteBuffer.wrap(bytes));
            model = ModelProto.parseFrom(bytes);
        } catch (NoSuchFileException e) {
            throw new Problem("There is no file " + file + ": check its name and folder.", e);
        } catch (InvalidProtocolBufferException e) {
            throw new Problem(
                    "The file " + name
                            + " is no network file that Lobescope knows (ONNX, .pt2, TorchScript), or was cut off: export"
                            + " the network or copy the file again.",
                    e);
        } catch (IOException e) {
            throw new Problem("The file " + file + " could not be read: check that you may read it.", e);
        }
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new Problem("The file " + name + " holds no network: choose an ONNX file.");
        }
        return Graph.of(new OnnxFile(file, model, content));
    }
}
