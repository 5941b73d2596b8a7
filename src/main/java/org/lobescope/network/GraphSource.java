package org.lobescope.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A network as it was read from a file: writes itself out for an image shape and a batch size. */
public interface GraphSource {
    /** The file's name, for messages. */
    String name();

    /** What the file says about the input. */
    Input input();

    /** What the file says about itself. */
    Origin origin();

    /**
     * Names the content, architecture and weights: networks of the same fingerprint are the same. Empty where it is not
     * known; then nothing that was made with the network is kept for another run.
     */
    default Optional<String> fingerprint() {
        return Optional.empty();
    }

    /**
     * The files that it was read from, the network file first: whoever has copies of them has the network. All lie in the
     * first one's folder or below. Empty for a network that was not read from files.
     */
    default List<Path> files() {
        return List.of();
    }

    /** Says that nothing but the network's input and output can be looked at; empty for a network of known operations. */
    default Optional<ClosedProgram> closed() {
        return Optional.empty();
    }

    /**
     * The network for a batch of images.
     *
     * @throws org.lobescope.Problem when it does not work for that shape or batch size
     */
    Program program(ImageShape image, int batch);

    /** The input N x C x H x W; an axis is empty where the file leaves it free. */
    record Input(String name, OptionalInt batch, int channels, OptionalInt height, OptionalInt width) {}

    /**
     * Where a file comes from.
     *
     * @param format {@code ONNX opset 17}
     * @param producer the program that wrote it, may be empty
     * @param parameters the number of trained numbers
     */
    record Origin(String format, String producer, long parameters) {}
}
