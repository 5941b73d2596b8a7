package org.lobescope.network.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problems;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.file.ModelFile;

/** TorchScript as text: what its layers are called, what size its images have, and what cannot be read. */
class TorchScriptTest {
    private static final ImageShape SHAPE = new ImageShape(2, 16, 16);

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("net.pt"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String refused(byte[] bytes, String... parts) {
        Path file = file(bytes);
        String sentence = Problems.sentence(() -> ModelFile.read(file, SHAPE));
        for (String part : parts) {
            assertTrue(sentence.contains(part), sentence);
        }
        return sentence;
    }

    private static final String END = "return torch.mean(y, [2, 3])";

    @Test
    void layersWithoutModulesAreCalledByTheirOperations() {
        byte[] bytes = TinyScript.of(
                "w = torch.ones([3, 2, 3, 3])",
                "a = torch.relu(torch.conv2d(x, w))",
                "y = torch.relu(torch.neg(a))",
                END);
        Graph graph = ModelFile.read(file(bytes), SHAPE);
        assertEquals(
                "[conv2d, relu, neg, relu_1, mean]",
                graph.layers().stream().map(Layer::name).toList().toString());
        assertEquals("Conv", graph.layers().getFirst().kind());
        assertEquals("relu_1", graph.defaultCamLayer().orElseThrow().name());
        assertTrue(graph.resizable());
        assertTrue(graph.hasGapLinearHead());
        assertEquals("TorchScript", graph.origin().format());
    }

    @Test
    void channelsAndSizesAreFoundOut() {
        String[] dense = {
            "w = torch.ones([3, 5, 3, 3])",
            "y = torch.conv2d(x, w, None, [4, 4])",
            "return torch.linear(torch.flatten(y, 1), torch.ones([2, 3072]))"
        };
        Path file = file(TinyScript.of(dense));
        // 32 x 32 places need 127 to 130 pixels; a card may know better which.
        Graph graph = ModelFile.read(file, new ImageShape(5, 0, 0));
        assertEquals(new ImageShape(5, 128, 128), graph.input());
        assertFalse(graph.resizable());
        assertEquals(
                new ImageShape(5, 130, 129),
                ModelFile.read(file, new ImageShape(5, 130, 129)).input());
    }

    @Test
    void whatDependsOnPixelsIsRefused() {
        refused(
                TinyScript.of("if bool(torch.gt(torch.sum(x), 0)):", "  y = x", "else:", "  y = torch.neg(x)", END),
                "line 7 of __torch__.py",
                "the values of pixels",
                "torch.onnx.export(network, x");
        refused(
                TinyScript.of("if torch.gt(torch.sum(x), 0):", "  y = x", "else:", "  y = torch.neg(x)", END),
                "the values of pixels");
        refused(
                TinyScript.of("y = torch.frobnicate(x)", END),
                "torch.frobnicate in line 7",
                "does not know",
                "torch.onnx");
        refused(TinyScript.of("y = ops.mine.special(x)", END), "ops.mine.special", "line 7");
        refused(TinyScript.of("y = torch.dropout(x, 0.5, True)", END), "training mode", "network.eval()");
        refused(
                TinyScript.of("y = torch.batch_norm(x, None, None, None, None, True, 0.1, 1e-05, True)", END),
                "eval()");
        refused(TinyScript.of("ops.prim.RaiseException(\"too {}\", \"builtins.ValueError\")", "y = x", END), "too");
        refused(
                TinyScript.of("a = torch.neg(x)", "b = torch.relu_(torch.select(a, 1, 0))", "y = torch.add(a, 1)", END),
                "in place");
        refused(TinyScript.of("return torch.mean(x, [1])"), "not a list of scores");
        refused(TinyScript.of("return torch.ones([2, 2])"), "does not depend on the image");
        refused(
                TinyScript.text(
                        "class Net(Module):\n  def forward(self: __torch__.Net,\n    x: Tensor,\n    z: Tensor) ->"
                                + " Tensor:\n    return x\n"),
                "'z' beside an image");
    }

    @Test
    void nothingEndlessOrHugeIsFollowed() {
        refused(TinyScript.of("y = x", "while True:", "  y = y", END), "does not come to an end");
        refused(TinyScript.of("y = x", "while True:", "  y = torch.neg(y)", END), "does more than");
        refused(
                TinyScript.text("def f(x: Tensor) -> Tensor:\n  return __torch__.f(x, )\nclass Net(Module):\n  def"
                        + " forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n    return __torch__.f(x, )\n"),
                "without end");
        refused(TinyScript.of("y = " + "(".repeat(5000) + "x" + ")".repeat(5000), END), "nested too deeply");
        refused(
                TinyScript.of("a = torch.zeros([100000, 100000])", "y = torch.add(x, torch.sum(a))", END),
                "constant array");
        refused(TinyScript.of("a = torch.arange(1000000000000)", "y = x", END), "constant array");
        refused(TinyScript.of("y = torch.repeat(x, [1, 30000, 30000, 1])", END), "would make something of the shape");
        refused(TinyScript.of("a = torch.ones([1])", "b = torch.expand(a, [2000000000])", "y = torch.add(x, b)", END));
        refused(TinyScript.of("l = torch.mul([1], 999999999999)", "y = x", END));
        refused(TinyScript.of("y = torch.pad(x, [2000000000, 2000000000])", END), "would make something");
        refused(TinyScript.of("y = x", "for i in range(1000000):", "  y = torch.neg(y)", END), "does more than");
    }

    @Test
    void brokenTextIsToldByItsLine() {
        refused(TinyScript.of("y = torch.relu(x", END), "Line");
        refused(TinyScript.of("y = \"text", "return y"), "text without an end");
        refused(TinyScript.of("y = 1.2.3", "return y"), "1.2.3");
        refused(TinyScript.of("y = x", "   z = x", END), "Line 8");
        refused(TinyScript.text("nonsense"), "Line 1");
        refused(TinyScript.text("class Other(Module):\n  pass\n"), "__torch__.Net");
    }

    @Test
    void picklesRunNoCode() {
        byte[] system =
                "\u0080\u0002cos\nsystem\n(X\u0004\u0000\u0000\u0000exittR.".getBytes(StandardCharsets.ISO_8859_1);
        refused(TinyScript.archive("", system), "the class os.system", "export or copy");
        byte[] itself = "\u0080\u0002]q\u0000h\u0000a.".getBytes(StandardCharsets.ISO_8859_1);
        refused(TinyScript.archive("", itself), "holds no module");
        byte[] cut = "\u0080\u0002X\u00ff\u00ff\u00ff\u007fabc".getBytes(StandardCharsets.ISO_8859_1);
        refused(TinyScript.archive("", cut), "was cut off");
        byte[] empty = "\u0080\u0002b.".getBytes(StandardCharsets.ISO_8859_1);
        refused(TinyScript.archive("", empty), "broken pickle");
    }

    @Test
    void archivesThatUnpackToFarMoreAreNotRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("net/constants.pkl"));
            zip.putNextEntry(new ZipEntry("net/data.pkl"));
            zip.putNextEntry(new ZipEntry("net/code/__torch__.py"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        refused(out.toByteArray(), "unpacks to far more");
    }
}
