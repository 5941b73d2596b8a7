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
                + " is run by PyTorch itself as a program, with the rights of whoever runs Lobescope: open only what"
                + " comes from somebody you trust.";
    }

    /** What there is instead of a list of layers. */
    public String layers() {
        return "none that can be looked at, since " + reason;
    }

    /**
     * Why a method that looks at a layer is not there.
     *
     * @param method its name for people, or several
     */
    public String without(String method) {
        return method + " looks at a layer, but " + file + " is run by PyTorch itself (" + reason
                + "): use a method that looks at the input.";
    }
}
