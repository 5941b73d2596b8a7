package org.lobescope.network.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices that the loaded PyTorch can compute with. */
public final class TorchDevices {
    private static final Logger LOG = LoggerFactory.getLogger(TorchDevices.class);

    private TorchDevices() {}

    /**
     * All devices, the best first and the processor last. What a library says it has is believed only after a small sum on
     * it.
     */
    public static List<Device> found() {
        TorchEngine.start();
        List<Device> devices = new ArrayList<>();
        int gpus = Engine.getInstance().getGpuCount();
        for (int i = 0; i < gpus; i++) {
            add(devices, new Device(Device.Kind.CUDA, i));
        }
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")) {
            add(devices, Device.MPS);
        }
        devices.add(Device.CPU);
        return devices;
    }

    private static void add(List<Device> devices, Device device) {
        try (NDManager manager = NDManager.newBaseManager(of(device), "PyTorch")) {
            NDArray ones = manager.ones(new Shape(2));
            if (ones.sum().getFloat() == 2) {
                devices.add(device);
            }
        } catch (EngineException | IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            LOG.info("{} does not compute", device.id(), e);
        }
    }

    /**
     * The device to compute with.
     *
     * @param asked by a person; empty: the best
     * @throws Problem when the engine has no such device
     */
    public static Device choose(Optional<Device> asked) {
        if (asked.filter(Device.CPU::equals).isPresent()) {
            return Device.CPU;
        }
        List<Device> found = found();
        Device device = asked.orElse(found.getFirst());
        if (!found.contains(device)) {
            throw new Problem("PyTorch finds no device " + device.id() + " here, only "
                    + found.stream().map(Device::id).collect(Collectors.joining(", "))
                    + ": choose one of these, or see 'lobescope engine --help' for PyTorch with a GPU.");
        }
        return device;
    }

    /** The engine's name for a device. */
    static ai.djl.Device of(Device device) {
        return switch (device.kind()) {
            case CPU -> ai.djl.Device.cpu();
            case CUDA -> ai.djl.Device.gpu(device.index());
            case MPS -> ai.djl.Device.of("mps", -1);
        };
    }
}
