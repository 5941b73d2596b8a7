package org.lobescope.service.engine;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.lobescope.DeepestCause;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.lobescope.network.torch.TorchDevices;
import org.lobescope.network.torch.TorchTrial;

/** A child process that loads PyTorch and computes a small convolution on each device; what happens to it harms nobody. */
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
            devices.forEach(TorchTrial::run);
            parent.println(DEVICES + devices.stream().map(Device::id).collect(Collectors.joining(" ")));
        } catch (Problem problem) {
            parent.println(PROBLEM + first(problem));
        }
        parent.flush();
        System.exit(0);
    }

    /** The first line of what the system said at first. */
    private static String first(Throwable problem) {
        Throwable first = DeepestCause.of(problem);
        String said = first.getMessage();
        return said == null ? first.toString() : said.lines().findFirst().orElse("");
    }
}
