package org.lobescope.network.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import org.lobescope.Problem;

/**
 * The PyTorch library in this process.
 *
 * @param device for people: {@code CPU} or {@code GPU 0}
 * @param version of PyTorch
 */
public record TorchEngine(String device, String version) {

    /**
     * Loads PyTorch, or says what is loaded. The first start on a machine takes seconds, since the libraries are unpacked:
     * call it early, in the background.
     *
     * @throws Problem when the libraries cannot be loaded
     */
    public static TorchEngine start() {
        try {
            Engine engine = Engine.getInstance();
            // Many workers with one thread each: with more, the threads of a worker wait for each other.
            JniUtils.setNumThreads(1);
            Device device = engine.defaultDevice();
            return new TorchEngine(device.isGpu() ? "GPU " + device.getDeviceId() : "CPU", engine.getVersion());
        } catch (EngineException | UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new Problem(
                    "PyTorch's libraries could not be loaded: check that there is 1 GB of free room in the home folder"
                            + " and that this is Linux or Windows on x86-64, or macOS on Apple silicon.",
                    e);
        }
    }
}
