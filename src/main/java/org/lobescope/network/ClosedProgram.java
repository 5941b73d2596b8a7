package org.lobescope.network;

/**
 * A network that PyTorch itself runs as a program, without layers to look at.
 *
 * @param file the file's name
 * @param reason why it could not be made a graph of operations: {@code in line 5 of net.py, the network ...}
 */
public record ClosedProgram(String file, String reason) {
    /** What a person has to know who opens it. */
    public String warning() {
        return file
                + " is run by PyTorch itself as a program, with the rights of whoever runs Lobescope, so open only what"
                + " comes from somebody you trust; it could not be converted (" + reason
                + "), so its layers cannot be looked at.";
    }

    /**
     * Why a method that looks at a layer is not there.
     *
     * @param method its name for people, or several
     */
    public String without(String method) {
        return method + " needs a layer to look at, but " + file + " is run by PyTorch itself as a closed program ("
                + reason + "): choose a method that looks at the input, or export the network as ONNX.";
    }
}
