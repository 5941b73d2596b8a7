package org.lobescope.network.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lobescope.network.Constant;
import org.lobescope.network.FileContent;
import org.lobescope.network.Interpolation;

/** A network's constants as arrays of the engine: made once, shared by all runs, freed with the network. */
final class Weights {
    /** A convolution's weights with the batch norm behind it worked in. */
    record Normalised(
            Constant kernel,
            Optional<Constant> bias,
            Constant scale,
            Constant shift,
            Constant mean,
            Constant variance,
            float epsilon) {}

    /** Weights and bias of a convolution or a linear layer. */
    record Kernel(PtNDArray weights, Optional<PtNDArray> bias) {}

    private record Plain(Constant constant) {}

    private record ChannelsLast(Constant constant) {}

    private record Transposed(Constant constant) {}

    private final NDManager manager;
    private final Map<Object, Object> made = new HashMap<>();

    Weights(NDManager manager) {
        this.manager = manager;
    }

    /** A constant as it is. */
    PtNDArray plain(Constant constant) {
        return array(new Plain(constant), () -> create(constant.shape(), constant));
    }

    /** A matrix with rows and columns exchanged. */
    PtNDArray transposed(Constant constant) {
        return array(new Transposed(constant), () -> {
            int rows = constant.shape().get(0);
            int columns = constant.shape().get(1);
            float[] from = constant.floats();
            float[] to = new float[from.length];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    to[c * rows + r] = from[r * columns + c];
                }
            }
            return create(List.of(columns, rows), Constant.of(List.of(columns, rows), to));
        });
    }

    /**
     * A convolution's weights, out x in x rows x columns, in channels-last order: PyTorch takes the memory format of the
     * whole computation from them, and channels-last is faster.
     */
    PtNDArray kernel(Constant constant) {
        if (constant.shape().size() != 4) {
            return plain(constant);
        }
        return array(new ChannelsLast(constant), () -> channelsLast(constant.shape(), constant.floats()));
    }

    /** A convolution's weights and bias with the batch norm behind it worked in; computed in double precision. */
    Kernel normalised(Normalised source) {
        synchronized (made) {
            Object kernel = made.get(source);
            if (kernel == null) {
                kernel = fold(source);
                made.put(source, kernel);
            }
            return (Kernel) kernel;
        }
    }

    private Kernel fold(Normalised source) {
        float[] weights = source.kernel().floats().clone();
        int outputs = source.kernel().shape().getFirst();
        int each = weights.length / outputs;
        float[] bias = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            double gain = source.scale().number(o) / Math.sqrt(source.variance().number(o) + source.epsilon());
            int channel = o;
            double before = source.bias().map(b -> b.number(channel)).orElse(0.0);
            bias[o] =
                    (float) (source.shift().number(o) + (before - source.mean().number(o)) * gain);
            for (int i = o * each; i < (o + 1) * each; i++) {
                weights[i] = (float) (weights[i] * gain);
            }
        }
        PtNDArray kernel = source.kernel().shape().size() == 4
                ? channelsLast(source.kernel().shape(), weights)
                : create(source.kernel().shape(), Constant.of(source.kernel().shape(), weights));
        return new Kernel(kernel, Optional.of(create(List.of(outputs), Constant.of(List.of(outputs), bias))));
    }

    private PtNDArray channelsLast(List<Integer> shape, float[] values) {
        int out = shape.get(0);
        int in = shape.get(1);
        int pixels = shape.get(2) * shape.get(3);
        float[] moved = new float[values.length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int p = 0; p < pixels; p++) {
                    moved[(o * pixels + p) * in + i] = values[(o * in + i) * pixels + p];
                }
            }
        }
        PtNDArray stored = (PtNDArray) manager.create(
                FloatBuffer.wrap(moved), new Shape(out, shape.get(2), shape.get(3), in), DataType.FLOAT32);
        return (PtNDArray) stored.transpose(0, 3, 1, 2);
    }

    private PtNDArray create(List<Integer> shape, Constant constant) {
        if (constant.type() == Constant.Type.BOOL) {
            ByteBuffer bytes = ByteBuffer.allocate(constant.size());
            for (long v : constant.longs()) {
                bytes.put((byte) v);
            }
            return (PtNDArray) manager.create(bytes.flip(), shape(shape), DataType.BOOLEAN);
        }
        boolean floats = constant.type() == Constant.Type.FLOAT;
        Buffer values = floats ? FloatBuffer.wrap(constant.floats()) : LongBuffer.wrap(constant.longs());
        return (PtNDArray) manager.create(values, shape(shape), floats ? DataType.FLOAT32 : DataType.INT64);
    }

    /** An interpolation as a matrix, from x to. */
    PtNDArray interpolation(Interpolation along) {
        return array(along, () -> {
            float[] turned = new float[along.weights().length];
            for (int j = 0; j < along.to(); j++) {
                for (int i = 0; i < along.from(); i++) {
                    turned[i * along.to() + j] = along.weights()[j * along.from() + i];
                }
            }
            List<Integer> shape = List.of(along.from(), along.to());
            return create(shape, Constant.of(shape, turned));
        });
    }

    static Shape shape(List<Integer> shape) {
        return new Shape(shape.stream().mapToLong(n -> n).toArray());
    }

    /** A program that PyTorch itself runs, with its weights. */
    ScriptModule script(FileContent file) {
        synchronized (made) {
            Object module = made.get(file);
            if (module == null) {
                module = ScriptModule.load(manager, file);
                made.put(file, module);
            }
            return (ScriptModule) module;
        }
    }

    private PtNDArray array(Object key, Supplier<PtNDArray> make) {
        synchronized (made) {
            Object array = made.get(key);
            if (array == null) {
                array = make.get();
                made.put(key, array);
            }
            return (PtNDArray) array;
        }
    }
}
