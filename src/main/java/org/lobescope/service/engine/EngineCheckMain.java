package org.lobescope.service.engine;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.lobescope.network.torch.TorchDevices;

/** A child process that loads PyTorch and computes a small sum on each device; what happens to it harms nobody. */
public final class EngineCheckMain {
    /** Begins the line that names the devices. */
    static final String DEVICES = "lobescope-devices ";

    /** Begins the line that says why not. */
    static final String PROBLEM = "lobescope-problem ";

    private EngineCheckMain() {}

    /** Prints the devices, or what is wrong. */
    public static void main(String[] args) {
        PrintStream parent = System.out;
        System.setOut(System.err); // what libraries print must not be taken for our word
        try {
            List<Device> devices = TorchDevices.found();
            parent.println(DEVICES + devices.stream().map(Device::id).collect(Collectors.joining(" ")));
        } catch (Problem problem) {
            Throwable cause = problem.getCause();
            parent.println(PROBLEM + (cause == null ? problem.getMessage() : cause.getMessage()));
        }
        parent.flush();
        System.exit(0);
    }
}
