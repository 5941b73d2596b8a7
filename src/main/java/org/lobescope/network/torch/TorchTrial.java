package org.lobescope.network.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.lobescope.Problem;
import org.lobescope.network.Device;

/**
 * A small convolution and its gradient on a device. That a GPU adds numbers says little: the libraries for convolutions
 * are others, loaded when the first one is computed, and they are what fails with a wrong driver.
 */
public final class TorchTrial {
    private static final int SIDE = 4;
    private static final int KERNEL = 3;

    /** Four windows of nine ones; each of the nine weights of the kernel reaches each window once. */
    private static final float EXPECTED = 36;

    private TorchTrial() {}

    /**
     * Tries a device.
     *
     * @throws Problem when it does not compute, or computes something else than it should
     */
    public static void run(Device device) {
        TorchEngine.start();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try (NDManager manager = NDManager.newBaseManager(TorchDevices.of(device), "PyTorch")) {
            NDArray image = manager.ones(new Shape(1, 1, SIDE, SIDE));
            image.setRequiresGradient(true);
            NDArray kernel = manager.ones(new Shape(1, 1, KERNEL, KERNEL));
            NDArray sum = Conv2d.conv2d(image, kernel).head().sum();
            JniUtils.backward((PtNDArray) sum, (PtNDArray) manager.ones(new Shape()), false, false);
            float forward = sum.getFloat();
            float backward = image.getGradient().sum().getFloat();
            if (forward != EXPECTED || backward != EXPECTED) {
                throw new Problem(
                        device.id() + " computes wrongly: a convolution of ones gives " + forward + " and " + backward);
            }
        } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
            throw new Problem(device.id() + " does not compute a convolution", e);
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
