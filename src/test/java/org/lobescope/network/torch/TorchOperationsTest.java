package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;
import org.lobescope.network.file.ModelFile;
import org.lobescope.network.torchscript.TinyScript;

/**
 * Operations of PyTorch as Lobescope reads them give what PyTorch itself gives: the same TorchScript file is read here and
 * loaded by the engine. Arguments that are left out have PyTorch's defaults.
 */
class TorchOperationsTest {
    private static final ImageShape SHAPE = new ImageShape(4, 6, 8);
    private static final double TOLERANCE = 2e-5;

    @TempDir
    private Path folder;

    /** Weights of a shape, out of nothing. */
    private static String weights(String shape) {
        String size = shape.replace(",", " *");
        int count = 1;
        for (String n : size.replaceAll("[\\[\\] ]", "").split("\\*")) {
            count *= Integer.parseInt(n);
        }
        return "torch.reshape(torch.sin(torch.arange(" + count + ", dtype=6)), " + shape + ")";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch.conv2d(x, W[5, 4, 3, 3])",
                "torch.conv2d(x, W[6, 2, 3, 2], V6, [2, 1], [1, 0], [1, 2], 2)",
                "torch.conv2d(x, W[5, 4, 2, 3], None, [1, 1], \"same\", [1, 2])",
                "torch.conv2d(x, W[5, 4, 3, 3], None, [1, 1], \"valid\")",
                "torch.conv1d(torch.flatten(x, 2), W[3, 4, 5], None, [3], [2])",
                "torch.conv_transpose2d(x, W[4, 3, 3, 2], V3, [2, 2], [1, 0], [1, 0])",
                "torch.conv_transpose2d(x, W[4, 1, 2, 3], None, [1, 1], [0, 1], [0, 0], 2, [1, 2])",
                "torch.max_pool2d(x, [2, 3])",
                "torch.max_pool2d(x, [3, 3], [2, 2], [1, 1], [1, 1], True)",
                "torch.max_pool2d(x, [2, 2], [1, 2], [0, 0], [2, 3])",
                "torch.avg_pool2d(x, [3, 2], [2, 2], [1, 1])",
                "torch.avg_pool2d(x, [3, 3], [2, 2], [1, 1], True, False)",
                "torch.avg_pool1d(torch.flatten(x, 2), [4])",
                "torch.adaptive_avg_pool2d(x, [1, 1])",
                "torch.adaptive_avg_pool2d(x, [3, 2])",
                "torch.adaptive_avg_pool2d(x, [4, 5])",
                "torch.adaptive_avg_pool2d(x, [7, 3])",
                "torch.adaptive_avg_pool1d(torch.flatten(x, 2), [5])",
                "(torch.adaptive_max_pool2d(x, [3, 4]))[0]",
                "(torch.adaptive_max_pool2d(x, [4, 5]))[0]",
                "(torch.max_pool2d_with_indices(x, [2, 2]))[0]",
                "torch.batch_norm(x, V4, V4, torch.abs(V4), torch.exp(V4), False, 0.1, 0.001, True)",
                "torch.batch_norm(x, None, None, V4, torch.exp(V4), False, 0.1, 0.001, True)",
                "torch.layer_norm(x, [8], V8, V8)",
                "torch.layer_norm(x, [6, 8])",
                "torch.group_norm(x, 2, V4, V4)",
                "torch.group_norm(x, 4)",
                "torch.instance_norm(x, V4, V4, None, None, True, 0.1, 1e-05, True)",
                "torch.instance_norm(x, None, None, V4, torch.exp(V4), False, 0.1, 1e-05, True)",
                "torch.relu6(torch.mul(x, 5.))",
                "torch.hardtanh(x)",
                "torch.hardtanh(x, -0.5, 0.25)",
                "torch.leaky_relu(x)",
                "torch.leaky_relu(x, 0.3)",
                "torch.rrelu(x)",
                "torch.elu(x)",
                "torch.elu(x, 0.7)",
                "torch.elu(x, 0.7, 1.5)",
                "torch.celu(x, 0.6)",
                "torch.selu(x)",
                "torch.gelu(x)",
                "torch.gelu(x, approximate=\"tanh\")",
                "torch.silu(x)",
                "torch.mish(x)",
                "torch.hardswish(torch.mul(x, 4.))",
                "torch.hardsigmoid(torch.mul(x, 4.))",
                "torch.sigmoid(x)",
                "torch.tanh(x)",
                "torch.softplus(x)",
                "torch.softplus(x, 2.)",
                "torch.log_sigmoid(x)",
                "torch.prelu(x, V4)",
                "torch.threshold(x, 0.2, 0.)",
                "torch.threshold(x, 0.2, -3.)",
                "torch.glu(x, 1)",
                "torch.softmax(x, 1)",
                "torch.log_softmax(x, -1)",
                "torch.rsqrt(torch.exp(x))",
                "torch.square(x)",
                "torch.expm1(x)",
                "torch.log1p(torch.abs(x))",
                "torch.log2(torch.exp(x))",
                "torch.erf(x)",
                "torch.clamp(x, -0.3)",
                "torch.clamp(x, -0.3, 0.4)",
                "torch.clamp_min(x, 0.1)",
                "torch.add(x, x, alpha=3)",
                "torch.sub(x, 1, alpha=2)",
                "torch.rsub(x, 2.)",
                "torch.div(x, 3)",
                "torch.div(x, 0.3, rounding_mode=\"floor\")",
                "torch.floor_divide(x, 0.3)",
                "torch.remainder(x, 0.7)",
                "torch.fmod(x, 0.7)",
                "torch.pow(x, 2)",
                "torch.pow(torch.exp(x), 0.3)",
                "torch.maximum(x, torch.neg(x))",
                "torch.max(x, torch.neg(x))",
                "torch.where(torch.gt(x, 0.1), x, torch.mul(x, 3.))",
                "torch.masked_fill(x, torch.lt(x, 0.), 5.)",
                "torch.addcmul(x, x, x, value=0.5)",
                "torch.lerp(x, torch.exp(x), 0.3)",
                "torch.mul(torch.gt(x, 0.1), x)",
                "torch.mean(x, [2, 3])",
                "torch.mean(x, [1], True)",
                "torch.sum(x, [-1])",
                "torch.amax(x, [2, 3])",
                "torch.amin(x, [1])",
                "(torch.max(x, 2))[0]",
                "(torch.min(x, 3, True))[0]",
                "torch.var(x, [2, 3])",
                "torch.var(x, [2, 3], False, True)",
                "torch.std(x, [1], correction=0)",
                "torch.logsumexp(x, [1])",
                "torch.norm(x, 2, [1])",
                "torch.linalg_vector_norm(x, 3., [1], True)",
                "torch.linalg_vector_norm(x, 1., [1, 2])",
                "torch.linear(x, W[5, 8], V5)",
                "torch.linear(torch.flatten(x, 1), W[3, 192])",
                "torch.matmul(x, W[8, 5])",
                "torch.matmul(x, torch.transpose(x, 2, 3))",
                "torch.bmm(torch.flatten(x, 2), torch.transpose(torch.flatten(x, 2), 1, 2))",
                "torch.addmm(V3, torch.flatten(x, 1), W[192, 3])",
                "torch.baddbmm(torch.reshape(V4, [1, 1, 4]), torch.flatten(x, 2), torch.transpose(torch.flatten(x, 2), 1,"
                        + " 2), beta=0.5, alpha=0.1)",
                "torch.scaled_dot_product_attention(x, torch.exp(x), x)",
                "torch.scaled_dot_product_attention(x, torch.exp(x), x, None, 0., True)",
                "torch.unflatten(x, 1, [2, -1])",
                "torch.squeeze(torch.mean(x, [2], True), 2)",
                "torch.squeeze(x, 2)",
                "torch.unsqueeze(x, -1)",
                "torch.permute(x, [0, 2, 3, 1])",
                "torch.transpose(x, 1, -1)",
                "torch.movedim(x, [1], [3])",
                "torch.mul(torch.expand(torch.mean(x, [2], True), [-1, -1, 5, -1]), 1.)",
                "torch.repeat(x, [1, 2, 1, 3])",
                "torch.cat([x, torch.neg(x)], 1)",
                "torch.stack([x, torch.neg(x)], 2)",
                "(torch.chunk(x, 3, 3))[2]",
                "(torch.split(x, 3, 3))[1]",
                "(torch.split_with_sizes(x, [1, 3], 1))[1]",
                "(torch.tensor_split(x, 3, 3))[1]",
                "(torch.unbind(x, 1))[2]",
                "torch.select(x, 1, -2)",
                "torch.slice(x, 3, 1, 7, 2)",
                "torch.slice(x, 2, -3)",
                "torch.narrow(x, 3, 2, 4)",
                "torch.index_select(x, 1, torch.arange(3, dtype=4))",
                "torch.flip(x, [2, 3])",
                "torch.rot90(x, 1, [2, 3])",
                "torch.rot90(x, 3, [3, 2])",
                "torch.rot90(x, -2, [2, 3])",
                "torch.roll(x, [2, -1], [2, 3])",
                "torch.pad(x, [1, 2, 3, 0])",
                "torch.pad(x, [1, -2], \"constant\", 1.5)",
                "torch.constant_pad_nd(x, [0, 1], 2)",
                "torch.reflection_pad2d(x, [1, 2, 3, 1])",
                "torch.replication_pad2d(x, [1, 2, 3, 1])",
                "torch.pixel_shuffle(x, 2)",
                "torch.pixel_unshuffle(x, 2)",
                "torch.channel_shuffle(x, 2)",
                "torch.upsample_nearest2d(x, [9, 5])",
                "torch.upsample_nearest2d(x, None, [2., 1.5])",
                "torch._upsample_nearest_exact2d(x, [9, 5])",
                "torch.upsample_bilinear2d(x, [9, 5], False)",
                "torch.upsample_bilinear2d(x, [9, 5], True)",
                "torch.upsample_bilinear2d(x, None, False, [1.7, 2.])",
                "torch.upsample_bicubic2d(x, [9, 5], False)",
                "torch._upsample_bilinear2d_aa(x, [3, 5], False)",
                "torch._upsample_bicubic2d_aa(x, [3, 5], False)",
                "torch.add(x, torch.arange(1, 9, 1, dtype=6))",
                "torch.add(x, torch.linspace(0., 1., 8, dtype=6))",
                "torch.mul(x, torch.full([6, 1], 2., dtype=6))",
                "torch.add_(torch.relu(x), 1.)",
                "torch.to(x, 6)",
                "torch.type_as(torch.gt(x, 0.2), x)",
                "torch.dropout(x, 0.5, False)",
                "torch.view(x, [torch.size(x, 0), -1, 4])",
                "torch.reshape(x, torch.add([torch.size(x, 0)], [-1]))",
            })
    void operationsEqualPyTorch(String expression) throws Exception {
        String written = expression;
        for (int start = written.indexOf("W["); start >= 0; start = written.indexOf("W[")) {
            String shape = written.substring(start + 1, written.indexOf(']', start) + 1);
            written = written.replace("W" + shape, weights(shape));
        }
        written = written.replaceAll("\\bV(\\d)", "torch.sin(torch.arange($1, dtype=6))");
        compare("y = " + written);
    }

    /** Programs of several lines, which end with a value y. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Another name of an array sees what happens to it.
                "z = torch.neg(x)|w = z|u = torch.relu_(z)|y = torch.add(w, u)",
                "z = torch.neg(x)|w = torch.add_(z, x, alpha=2)|w2 = torch.mul_(z, 3.)|y = torch.sub(z, w)",
                "z = torch.neg(x)|w = torch.relu_(torch.view(z, [torch.size(z, 0), -1]))|y = torch.mul(w, 2.)",
                // Loops over what is known.
                "y = x|for i in range(3):|  y = torch.add(torch.roll(y, [i], [3]), 1.)",
                "i = 0|y = x|while torch.lt(i, 4):|  y = torch.mul(y, 1.5)|  i = torch.add(i, 1)",
                "if torch.eq(torch.dim(x), 4):|  y = torch.mean(x, [2, 3])|else:|  y = x",
                "if torch.__is__(None, None):|  a, b = 2, 3|else:|  a, b = 1, 1|y = torch.mul(torch.add(x, a), b)",
                "parts = [x]|q = torch.append(parts, torch.neg(x))|y = torch.cat(parts, 1)",
                "n, c, h, w, = torch.size(x)|y = torch.reshape(x, [n, torch.mul(c, h), torch.floordiv(w, 2), 2])",
                "s = torch.size(x)|t = torch.slice(s, 2)|y = torch.avg_pool2d(x, [torch.floordiv(t[0], 2), t[-1]])",
                "n = ops.prim.NumToTensor(torch.size(x, 1))|m = int(torch.mul(n, n))|y = torch.mul(x, m)",
                "d = {\"a\": x, \"b\": torch.neg(x)}|y = torch.sub(d[\"a\"], d[\"b\"])",
                "y, z = torch.max(x, 1)",
                "y = torch.mul(x, annotate(float, torch.div(torch.size(x, 2), 4)))",
                "k = torch.neg(torch.remainder(-7, 3))|y = torch.add(x, torch.add(k, torch.floordiv(-7, 2)))",
            })
    void programsEqualPyTorch(String program) throws Exception {
        compare(program.split("\\|"));
    }

    private void compare(String... lines) throws Exception {
        Path file = folder.resolve("net.pt");
        List<String> all = new ArrayList<>(List.of(lines));
        all.addAll(List.of("z9 = torch.mul(torch.flatten(y, 1), 0.5)", "return torch.add(z9, 0.25)"));
        Files.write(file, TinyScript.of(all.toArray(String[]::new)));
        Tensor x = image();
        float[] expected = engine(file, x);
        try (TorchNetwork network = new TorchNetwork(ModelFile.read(file, SHAPE).at(SHAPE.height(), SHAPE.width()))) {
            float[][] actual = network.logits(x);
            assertEquals(expected.length, 2 * actual[0].length, "values");
            double largest = 0;
            double difference = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
                difference = Math.max(
                        difference, Math.abs(expected[i] - actual[i / actual[0].length][i % actual[0].length]));
            }
            assertTrue(difference <= TOLERANCE * largest, "differs by " + difference + " of " + largest);
        }
    }

    private static Tensor image() {
        Random random = new Random(5);
        float[] values = new float[2 * SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Tensor(SHAPE.batch(2), values);
    }

    private static float[] engine(Path file, Tensor x) throws Exception {
        TorchEngine.start();
        try (Model model = Model.newInstance("net", "PyTorch");
                NDManager manager = NDManager.newBaseManager()) {
            model.load(file.getParent(), "net");
            try (var predictor = model.newPredictor(new NoopTranslator(null))) {
                long[] shape = {x.axis(0), x.axis(1), x.axis(2), x.axis(3)};
                NDList out = predictor.predict(new NDList(manager.create(x.values(), new Shape(shape))));
                return out.singletonOrThrow().toFloatArray();
            }
        }
    }
}
