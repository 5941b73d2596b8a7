package org.lobescope.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.lobescope.network.Gradients;
import org.lobescope.network.Images;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Line;
import org.lobescope.network.Tensor;

/** Batches cut into parts, and the parts' results put together again. */
final class BatchParts {
    private BatchParts() {}

    /** Images {@code from} (included) to {@code to} (excluded) of a batch of {@code all}. */
    record Part(int from, int to, int all) {
        int size() {
            return to - from;
        }

        float[] of(float[] weights) {
            return Arrays.copyOfRange(weights, from, to);
        }

        Line of(Line line) {
            return line.part(from, to);
        }

        Images of(Images images) {
            return (first, end) -> images.part(from + first, from + end);
        }

        Tensor of(Tensor batch) {
            if (from == 0 && to == all) {
                return batch;
            }
            int[] shape = batch.shape().clone();
            shape[0] = to - from;
            int stride = batch.stride();
            return new Tensor(shape, Arrays.copyOfRange(batch.values(), from * stride, to * stride));
        }
    }

    static float[][] rows(List<float[][]> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().flatMap(Arrays::stream).toArray((IntFunction<float[][]>) float[][]::new);
    }

    static Gradients gradients(List<Gradients> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : new Gradients(rows(map(parts, Gradients::logits)), joined(map(parts, Gradients::values)));
    }

    static List<LayerPass> passes(List<Layer> layers, List<List<LayerPass>> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<LayerPass> passes = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            int index = i;
            List<LayerPass> ofLayer = map(parts, part -> part.get(index));
            passes.add(new LayerPass(
                    layers.get(i),
                    rows(map(ofLayer, LayerPass::logits)),
                    joined(map(ofLayer, LayerPass::activation)),
                    joined(map(ofLayer, LayerPass::gradient))));
        }
        return passes;
    }

    private static <A, B> List<B> map(List<A> parts, Function<A, B> what) {
        return parts.stream().map(what).toList();
    }

    private static Tensor joined(List<Tensor> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int[] shape = parts.getFirst().shape().clone();
        shape[0] = parts.stream().mapToInt(part -> part.axis(0)).sum();
        float[] values = new float[Tensor.size(shape)];
        int at = 0;
        for (Tensor part : parts) {
            System.arraycopy(part.values(), 0, values, at, part.values().length);
            at += part.values().length;
        }
        return new Tensor(shape, values);
    }
}
