package org.lobescope.network.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;

/** One pass of a batch through a network, forward and perhaps backward, with all native memory that it takes. */
final class Pass implements AutoCloseable {
    /** A tapped value and the leaf that its gradient gathers in. */
    private record Tap(PtNDArray value, PtNDArray leaf) {
        boolean isLeaf() {
            return value == leaf;
        }
    }

    /** A fused step that has been computed forward from an array. */
    private record FusedForward(Route.Fused step, PtNDArray in, FusedModule.Forward forward) {}

    private final NDManager own;
    private final Route route;
    private final Set<String> tapped;
    private final int images;
    private final int classes;
    private final Map<String, PtNDArray> values = new HashMap<>();
    private final Map<String, Tap> taps = new HashMap<>();

    /** Fused steps whose way back is open, the last one first. */
    private final Deque<FusedForward> fused = new ArrayDeque<>();

    /** Gradients that fused steps have brought to the leaves that they begin at. */
    private final Map<String, PtNDArray> gradients = new HashMap<>();

    /** Values that depend on a leaf; the engine's own answer to this question is about something else. */
    private final Set<String> differentiable = new HashSet<>();

    /**
     * Values that are kept until the pass ends. The memory of those from outside is a Java buffer that lives only as long
     * as the array, and the way back may read it.
     */
    private final Set<String> kept = new HashSet<>();

    /**
     * Opens a pass; gradients are switched for this thread until it is closed.
     *
     * @param manager whose memory outlives the pass
     * @param tapped values whose gradients are asked for
     * @param classes the number of logits
     */
    Pass(NDManager manager, Route route, Set<String> tapped, int images, int classes, boolean gradients) {
        this.own = manager.newSubManager();
        this.route = route;
        this.tapped = tapped;
        this.images = images;
        this.classes = classes;
        JniUtils.setGradMode(gradients);
    }

    /** Sets a value from outside. */
    void give(String name, Tensor tensor) {
        kept.add(name);
        values.put(name, array(tensor));
    }

    /** Sets a value from outside whose gradient will be asked for. */
    void giveLeaf(String name, Tensor tensor) {
        giveLeaf(name, array(tensor));
    }

    /**
     * Sets points on the line between two values from outside, whose gradient will be asked for.
     *
     * @param ends both values, 2 x K x h x w
     */
    void giveLeaf(String name, PtNDArray ends, float[] alphas) {
        long[] shape = ends.getShape().getShape();
        PtNDArray rows = JniUtils.reshape(JniUtils.permute(ends, new long[] {0, 2, 3, 1}), new long[] {2, -1});
        rows.attach(own);
        // The difference first: where the ends are equal it is 0, and all points are exactly the same.
        PtNDArray fromAndDifference = JniUtils.matmul(matrix(2, 2, 1, 0, -1, 1), rows);
        float[] mixture = new float[2 * alphas.length];
        for (int n = 0; n < alphas.length; n++) {
            mixture[2 * n] = 1;
            mixture[2 * n + 1] = alphas[n];
        }
        PtNDArray points = JniUtils.matmul(matrix(alphas.length, 2, mixture), fromAndDifference);
        long[] channelsLast = {alphas.length, shape[2], shape[3], shape[1]};
        giveLeaf(name, JniUtils.permute(JniUtils.reshape(points, channelsLast), new long[] {0, 3, 1, 2}));
    }

    private PtNDArray matrix(int rows, int columns, float... values) {
        return (PtNDArray) own.create(FloatBuffer.wrap(values), new Shape(rows, columns), DataType.FLOAT32);
    }

    private void giveLeaf(String name, PtNDArray array) {
        PtNDArray leaf = JniUtils.detachGradient(array);
        leaf.attach(own);
        leaf.setRequiresGradient(true);
        taps.put(name, new Tap(leaf, leaf));
        kept.add(name);
        values.put(name, leaf);
        differentiable.add(name);
    }

    /** Sets a value from outside whose axes are in another order in the graph. */
    void give(String name, Tensor tensor, List<Integer> shape, List<Integer> order) {
        List<Integer> ordered = order.stream().map(shape::get).toList();
        PtNDArray array = JniUtils.reshape(array(tensor), Weights.shape(ordered).getShape());
        long[] back = Movements.inverse(order).stream().mapToLong(a -> a).toArray();
        values.put(name, JniUtils.permute(array, back));
    }

    private PtNDArray array(Tensor tensor) {
        Shape shape = new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray());
        return (PtNDArray) own.create(FloatBuffer.wrap(tensor.values()), shape, DataType.FLOAT32);
    }

    /** Runs the network; the logits of every image. */
    float[][] forward() {
        run();
        float[] flat = end().toFloatArray();
        float[][] logits = new float[images][];
        for (int n = 0; n < images; n++) {
            logits[n] = Arrays.copyOfRange(flat, n * classes, (n + 1) * classes);
        }
        return logits;
    }

    /** Runs the network as far as the route goes. */
    void run() {
        for (Route.Step step : route.steps()) {
            switch (step) {
                case Route.Single single -> run(single);
                case Route.Fused fused -> run(fused);
            }
            step.release().forEach(this::release);
        }
    }

    private void run(Route.Single step) {
        PtNDArray[] out = step.bound().operation().run(inputs(step));
        boolean depends = step.inputs().stream().anyMatch(differentiable::contains);
        for (int i = 0; i < out.length; i++) {
            String name = step.outputs().get(i);
            if (out[i].getManager() != own) {
                out[i].attach(own);
            }
            boolean tap = tapped.contains(name);
            values.put(name, tap ? tap(name, out[i], depends) : out[i]);
            if (tap || depends) {
                differentiable.add(name);
            }
        }
    }

    /** The result is a leaf: the engine's own gradients end there, and the step's own way back begins. */
    private void run(Route.Fused step) {
        PtNDArray in = value(step.from());
        if (differentiable.contains(step.from())) {
            FusedModule.Forward forward = step.module().forward(in, own);
            fused.addFirst(new FusedForward(step, in, forward));
            kept.add(step.from()); // the way back goes on from there
            giveLeaf(step.to(), forward.result());
            return;
        }
        PtNDArray out = step.module().ahead(in, own);
        if (tapped.contains(step.to())) {
            giveLeaf(step.to(), FusedModule.copy(out));
        } else {
            values.put(step.to(), JniUtils.isGradMode() ? FusedModule.copy(out) : out);
        }
    }

    private PtNDArray[] inputs(Route.Single step) {
        PtNDArray[] in = new PtNDArray[step.inputs().size()];
        for (int i = 0; i < in.length; i++) {
            String name = step.inputs().get(i);
            if (!name.isEmpty()) {
                in[i] = values.get(name);
            } else if (!step.bound().constants().isEmpty()) {
                in[i] = step.bound().constants().get(i).map(this::borrowed).orElse(null);
            }
        }
        return in;
    }

    /** The engine hangs results on the manager of an operation's first argument, which must not be the network's. */
    private PtNDArray borrowed(PtNDArray constant) {
        PtNDArray view = JniUtils.reshape(constant, constant.getShape().getShape());
        view.attach(own);
        return view;
    }

    private void release(String name) {
        PtNDArray array = values.remove(name);
        if (array != null && !kept.contains(name)) {
            array.close();
        }
    }

    /** Makes a value's gradient available: as a leaf itself, or through a leaf of zeros added to it. */
    private PtNDArray tap(String name, PtNDArray value, boolean depends) {
        if (!depends) {
            value.setRequiresGradient(true);
            taps.put(name, new Tap(value, value));
            return value;
        }
        PtNDArray zeros = (PtNDArray) own.zeros(value.getShape());
        zeros.setRequiresGradient(true);
        PtNDArray sum = JniUtils.add(value, zeros);
        taps.put(name, new Tap(sum, zeros));
        return sum;
    }

    /** Runs the network backward from the score of every image. */
    void backward(float[][] logits, Score score) {
        float[] slopes = new float[images * classes];
        for (int n = 0; n < images; n++) {
            System.arraycopy(score.slope(logits[n]), 0, slopes, n * classes, classes);
        }
        backward((PtNDArray) own.create(FloatBuffer.wrap(slopes), end().getShape(), DataType.FLOAT32));
    }

    /** Runs the network backward from the derivative with respect to every logit, one row per image. */
    void backward(float[][] slopes) {
        float[] flat = TorchTraining.flat(slopes);
        backward((PtNDArray) own.create(FloatBuffer.wrap(flat), end().getShape(), DataType.FLOAT32));
    }

    /** Runs the network backward from the gradient with respect to the route's end. */
    void backward(PtNDArray gradient) {
        if (!differentiable.contains(route.end())) {
            return;
        }
        if (!fused.isEmpty() && fused.getFirst().step().to().equals(route.end())) {
            gradients.put(route.end(), gradient);
        } else {
            backward(end(), gradient, !fused.isEmpty());
        }
        while (!fused.isEmpty()) {
            FusedForward last = fused.removeFirst();
            PtNDArray behind = gradientOf(last.step().to());
            if (behind != null) {
                String from = last.step().from();
                PtNDArray before = last.step().module().back(behind, last.forward(), own);
                Tap tap = taps.get(from);
                if (tap != null && tap.isLeaf()) {
                    gradients.put(from, before);
                } else {
                    backward(last.in(), FusedModule.copy(before), !fused.isEmpty());
                }
            }
        }
    }

    /** What fused steps and the engine's own gradients have brought to a leaf. */
    private @Nullable PtNDArray gradientOf(String name) {
        PtNDArray byHand = gradients.get(name);
        PtNDArray automatic = JniUtils.getGradient(tap(name).leaf());
        return byHand == null ? automatic : automatic == null ? byHand : JniUtils.add(byHand, automatic);
    }

    /** Goes back from a value to all leaves that it depends on, if any. */
    static void backward(PtNDArray value, PtNDArray gradient) {
        backward(value, gradient, false);
    }

    private static void backward(PtNDArray value, PtNDArray gradient, boolean again) {
        try {
            JniUtils.backward(value, gradient, again, false);
        } catch (EngineException e) {
            // Every way from the leaf to the logits goes through a function without a derivative: all gradients are 0.
            if (!String.valueOf(e.getMessage()).contains("does not require grad")) {
                throw e;
            }
        }
    }

    /** The gradient with respect to the value that {@link #giveLeaf} has set, or a tapped one. */
    float[] gradient(String name, int size) {
        return gradient(name, size, List.of());
    }

    /** The value that the pass ends with. */
    PtNDArray end() {
        return value(route.end());
    }

    private PtNDArray value(String name) {
        PtNDArray value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no value " + name);
        }
        return value;
    }

    /** A tapped value with its axes in the given order. */
    float[] activation(String name, List<Integer> order) {
        return ordered(JniUtils.detachGradient(tap(name).value()), order);
    }

    /** The gradient with respect to a tapped value, its axes in the given order. */
    float[] gradient(String name, int size, List<Integer> order) {
        PtNDArray gradient = gradientOf(name);
        return gradient == null ? new float[size] : ordered(gradient, order);
    }

    /**
     * The sum over the images of weight times the gradient with respect to a tapped value, as one image; empty where the
     * logits do not depend on it. The memory is this pass's.
     */
    Optional<PtNDArray> summedGradient(String name, float[] weights) {
        PtNDArray gradient = gradientOf(name);
        if (gradient == null) {
            return Optional.empty();
        }
        long[] shape = gradient.getShape().getShape().clone();
        PtNDArray factors = (PtNDArray) own.create(FloatBuffer.wrap(weights), new Shape(1, images), DataType.FLOAT32);
        shape[0] = 1;
        if (shape.length != 4) {
            PtNDArray rows = JniUtils.reshape(gradient, new long[] {images, -1});
            return Optional.of(JniUtils.reshape(JniUtils.matmul(factors, rows), shape));
        }
        // In the order in which the values lie in memory, so that nothing is copied.
        PtNDArray rows = JniUtils.reshape(JniUtils.permute(gradient, new long[] {0, 2, 3, 1}), new long[] {images, -1});
        long[] channelsLast = {1, shape[2], shape[3], shape[1]};
        PtNDArray sum = JniUtils.reshape(JniUtils.matmul(factors, rows), channelsLast);
        return Optional.of(JniUtils.permute(sum, new long[] {0, 3, 1, 2}));
    }

    /** The gradient with respect to the input, from the one with respect to a tapped value behind the stem. */
    float[] gradient(String behind, StemGradient stem, int size) {
        PtNDArray gradient = gradientOf(behind);
        return gradient == null ? new float[size] : toInput(gradient, stem);
    }

    /** A gradient behind the stem taken to the input. */
    float[] toInput(PtNDArray behind, StemGradient stem) {
        JniUtils.setGradMode(false);
        return stem.toInput(behind, own);
    }

    private Tap tap(String name) {
        return Optional.ofNullable(taps.get(name)).orElseThrow(() -> new IllegalArgumentException("no layer " + name));
    }

    private static float[] ordered(PtNDArray array, List<Integer> order) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i) != i) {
                return JniUtils.permute(array, order.stream().mapToLong(a -> a).toArray())
                        .toFloatArray();
            }
        }
        return array.toFloatArray();
    }

    @Override
    public void close() {
        JniUtils.setGradMode(false);
        own.close();
    }
}
