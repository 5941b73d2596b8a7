package org.lobescope.network;

/** What to do in Python so that Lobescope can read a network: the end of sentences about files that it cannot read. */
public final class ExportAdvice {
    private static final String ONNX = "torch.onnx.export(network, x, \"network.onnx\", input_names=[\"x\"],"
            + " dynamic_axes={\"x\": {0: \"n\"}})";

    /** For someone who has the network in Python. */
    public static final String EXPORT = "in Python: network.eval(); x = torch.zeros(1, 1, 150, 150); " + ONNX;

    /** For someone who has weights only. */
    public static final String BUILD =
            "in Python build the network and load them with network.load_state_dict, then network.eval(); x ="
                    + " torch.zeros(1, 1, 150, 150); " + ONNX;

    private ExportAdvice() {}

    /**
     * For someone who has a file that Python can load.
     *
     * @param load the line that does it, {@code network = torch.jit.load("net.pt")}
     */
    public static String load(String load) {
        return "in Python: " + load + "; x = torch.zeros(1, 1, 150, 150); " + ONNX;
    }
}
