package org.lobescope.network.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lobescope.network.Op;
import org.lobescope.network.Window;

/** Pooling over windows. */
final class Pooling {
    /** Values of a window count as tied with its maximum when they are this close, relative to its magnitude. */
    private static final double TIE = 1e-6;

    /** Fills margins of maxima: smaller than any value, but finite, so that 0 times it is 0. */
    private static final double LOWEST = -Float.MAX_VALUE;

    private Pooling() {}

    static Operation max(Op.MaxPool pool, List<Integer> x, boolean spreadTies) {
        Window window = pool.window();
        if (plain(window) && !spreadTies) {
            Shape kernel = Weights.shape(window.kernel());
            Shape strides = Weights.shape(window.strides());
            Shape pads = Weights.shape(window.before());
            return Operation.of(in -> JniUtils.maxPool(in[0], kernel, strides, pads, pool.ceil()));
        }
        long[] margins = margins(window, x, pool.ceil());
        return Operation.of(in -> {
            List<PtNDArray> taps = taps(JniUtils.pad(in[0], margins, LOWEST), window, x, pool.ceil());
            PtNDArray stacked = JniUtils.stack(taps.toArray(PtNDArray[]::new), 0);
            return spreadTies ? meanOfTies(stacked) : JniUtils.max(stacked, 0, false);
        });
    }

    /** The maximum over the first axis; its gradient is shared evenly by all values that tie with it. */
    private static PtNDArray meanOfTies(PtNDArray stacked) {
        PtNDArray maximum = JniUtils.detachGradient(JniUtils.max(stacked, 0, false));
        PtNDArray limit = JniUtils.sub(maximum, Scalar.times(JniUtils.abs(maximum), TIE));
        PtNDArray tied = JniUtils.to(JniUtils.gte(stacked, limit), DataType.FLOAT32, stacked.getDevice());
        PtNDArray share = JniUtils.div(tied, JniUtils.sum(tied, new long[] {0}, true));
        PtNDArray mean = JniUtils.sum(JniUtils.mul(stacked, JniUtils.detachGradient(share)), new long[] {0}, false);
        // The value is exactly the maximum, the gradient that of the mean.
        return JniUtils.add(maximum, JniUtils.sub(mean, JniUtils.detachGradient(mean)));
    }

    /**
     * The mean of whole windows over an image with zeros around it, corrected for the number of pixels in each window:
     * the engine's own padding always counts padded pixels.
     */
    static Operation average(Op.AveragePool pool, List<Integer> x) {
        Window window = pool.window();
        Shape kernel = Weights.shape(window.kernel());
        Shape strides = Weights.shape(window.strides());
        Shape none = Weights.shape(window.unpadded().before());
        long[] margins = margins(window, x, pool.ceil());
        boolean inside = Arrays.stream(margins).allMatch(m -> m == 0);
        float[] factors = counts(window, x, pool);
        int area = window.kernel().stream().reduce(1, (a, b) -> a * b);
        boolean even = true;
        for (int i = 0; i < factors.length; i++) {
            even &= factors[i] == area;
            factors[i] = (window.dense() ? area : 1) / factors[i];
        }
        boolean same = even && window.dense();
        Shape places = Weights.shape(places(window, x, pool.ceil()));
        return Operation.of(in -> {
            PtNDArray padded = inside ? in[0] : JniUtils.pad(in[0], margins, 0);
            PtNDArray mean = null;
            if (window.dense()) {
                mean = JniUtils.avgPool(padded, kernel, strides, none, false, true);
            } else {
                for (PtNDArray tap : taps(padded, window, x, pool.ceil())) {
                    mean = mean == null ? tap : JniUtils.add(mean, tap);
                }
            }
            if (same || mean == null) {
                return mean;
            }
            NDManager manager = in[0].getManager();
            return JniUtils.mul(mean, (PtNDArray) manager.create(FloatBuffer.wrap(factors), places, DataType.FLOAT32));
        });
    }

    /** Whether the engine has the maximum over such windows. */
    static boolean plain(Window window) {
        return window.symmetric() && window.dense() && fits(window);
    }

    /** Whether there are no margins and every pixel is looked at where it is. */
    static boolean inside(Window window) {
        return window.dense() && window.equals(window.unpadded());
    }

    /** PyTorch pads by at most half a kernel. */
    static boolean fits(Window window) {
        for (int i = 0; i < window.axes(); i++) {
            if (2 * window.before().get(i) > window.kernel().get(i)) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> places(Window window, List<Integer> x, boolean ceil) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < window.axes(); i++) {
            places.add(window.places(i, x.get(2 + i), ceil));
        }
        return places;
    }

    /** Margins that make every window whole. */
    private static long[] margins(Window window, List<Integer> x, boolean ceil) {
        List<Integer> after = new ArrayList<>();
        for (int i = 0; i < window.axes(); i++) {
            int last = (window.places(i, x.get(2 + i), ceil) - 1)
                            * window.strides().get(i)
                    + window.span(i);
            after.add(Math.max(0, last - window.before().get(i) - x.get(2 + i)));
        }
        return Convolution.margins(window.before(), after);
    }

    /** For every tap of the kernel the values that it sees, one per window. */
    private static List<PtNDArray> taps(PtNDArray padded, Window window, List<Integer> x, boolean ceil) {
        List<PtNDArray> taps = new ArrayList<>(List.of(padded));
        for (int i = 0; i < window.axes(); i++) {
            int places = window.places(i, x.get(2 + i), ceil);
            int stride = window.strides().get(i);
            List<PtNDArray> finer = new ArrayList<>();
            for (PtNDArray tap : taps) {
                for (int k = 0; k < window.kernel().get(i); k++) {
                    int start = k * window.dilations().get(i);
                    finer.add(JniUtils.slice(tap, 2 + i, start, start + (long) (places - 1) * stride + 1, stride));
                }
            }
            taps = finer;
        }
        return taps;
    }

    /** How many pixels every window's mean is made of. */
    private static float[] counts(Window window, List<Integer> x, Op.AveragePool pool) {
        float[] counts = {1};
        for (int i = 0; i < window.axes(); i++) {
            int length = x.get(2 + i);
            int from = pool.countPadding() ? 0 : window.before().get(i);
            int to = window.before().get(i)
                    + length
                    + (pool.countPadding() ? window.after().get(i) : 0);
            int places = window.places(i, length, pool.ceil());
            float[] more = new float[counts.length * places];
            for (int place = 0; place < places; place++) {
                int count = 0;
                for (int k = 0; k < window.kernel().get(i); k++) {
                    int at = place * window.strides().get(i)
                            + k * window.dilations().get(i);
                    count += at >= from && at < to ? 1 : 0;
                }
                for (int j = 0; j < counts.length; j++) {
                    more[j * places + place] = counts[j] * count;
                }
            }
            counts = more;
        }
        return counts;
    }
}
