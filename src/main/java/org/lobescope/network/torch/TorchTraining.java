package org.lobescope.network.torch;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.lobescope.network.Device;
import org.lobescope.network.Program;
import org.lobescope.network.Tensor;

/**
 * Runs a program whose parameters change from call to call, and gives the gradients with respect to them. The numbers live
 * outside: they come with every call and leave as float arrays, so nothing of the engine outlives a call but constants.
 */
public final class TorchTraining implements AutoCloseable {
    private final NDManager manager;
    private final Weights weights;
    private final Map<Program, Map<String, Route>> routes = new ConcurrentHashMap<>();

    /** Training on a device. */
    public TorchTraining(Device device) {
        TorchEngine.start();
        manager = NDManager.newBaseManager(TorchDevices.of(device), "PyTorch");
        weights = new Weights(manager);
    }

    /**
     * What one pass forward and backward gives.
     *
     * @param logits one row per image
     * @param gradients by parameter, in the parameter's own order; 0 where the logits do not depend on it
     */
    public record Step(float[][] logits, Map<String, float[]> gradients) {}

    /**
     * Runs a batch forward and backward.
     *
     * @param parameters what the gradients are asked for, by name
     * @param given the program's input and whatever else comes from outside
     * @param slopes from the logits to the loss's derivative with respect to each of them
     */
    public Step step(
            Program program,
            Map<String, Tensor> parameters,
            Map<String, Tensor> given,
            UnaryOperator<float[][]> slopes) {
        try (Pass pass = pass(program, program.logits(), true)) {
            given.forEach(pass::give);
            parameters.forEach(pass::giveLeaf);
            float[][] logits = pass.forward();
            pass.backward(slopes.apply(logits));
            Map<String, float[]> gradients = new LinkedHashMap<>();
            parameters.forEach((name, tensor) -> gradients.put(name, pass.gradient(name, tensor.values().length)));
            return new Step(logits, gradients);
        }
    }

    /** Runs a batch forward only: one row of logits per image. */
    public float[][] logits(Program program, Map<String, Tensor> parameters, Map<String, Tensor> given) {
        try (Pass pass = pass(program, program.logits(), false)) {
            given.forEach(pass::give);
            parameters.forEach(pass::give);
            return pass.forward();
        }
    }

    /** A value of the program that depends on parameters only, in row-major order. */
    public Tensor value(Program program, Map<String, Tensor> parameters, String name) {
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        try (Pass pass = pass(program, name, false)) {
            parameters.forEach(pass::give);
            pass.run();
            int[] shape = program.shape(name).stream().mapToInt(n -> n).toArray();
            return new Tensor(shape, pass.end().toFloatArray());
        }
    }

    private Pass pass(Program program, String end, boolean gradients) {
        Route route = routes.computeIfAbsent(program, p -> new ConcurrentHashMap<>())
                .computeIfAbsent(end, e -> {
                    Route.Purpose purpose = new Route.Purpose(Set.of(), Optional.empty(), Optional.of(e));
                    return Route.of(program, purpose, new Operations(program, weights, false), Optional.empty());
                });
        List<Integer> logits = program.shape(program.logits());
        return new Pass(manager, route, Set.of(), program.batch(), logits.getLast(), gradients);
    }

    /** The number of arrays and managers that outlive a call: must not grow from call to call. */
    public int managed() {
        return manager.getManagedArrays().size();
    }

    /** Frees the constants; no call may be under way. */
    @Override
    public void close() {
        manager.close();
    }

    /** Rows one behind the other. */
    static float[] flat(float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] flat = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return flat;
    }
}
