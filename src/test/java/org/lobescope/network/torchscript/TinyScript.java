package org.lobescope.network.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lobescope.network.file.Archives;

/** Writes small TorchScript files for tests: one module without weights, whose text is given. */
public final class TinyScript {
    private static final String HEAD = """
            class Net(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Net,
                x: Tensor) -> Tensor:
            """;

    private TinyScript() {}

    /** A file whose forward consists of the given lines; loops and conditions are indented by two blanks a level. */
    public static byte[] of(String... lines) {
        return text(HEAD + "    " + String.join("\n    ", lines) + "\n");
    }

    /** A file with the given source text, which defines the class Net. */
    public static byte[] text(String source) {
        return archive(source, module());
    }

    /** A file with the given source text and pickled module. */
    public static byte[] archive(String source, byte[] data) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("net/data.pkl", data);
        entries.put("net/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        entries.put("net/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
        entries.put("net/version", "10\n".getBytes(StandardCharsets.UTF_8));
        return Archives.write(entries);
    }

    /** An object of the class Net with one attribute, training = False. */
    private static byte[] module() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x80, 2});
        out.writeBytes("c__torch__\nNet\n".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(new byte[] {'q', 0, ')', (byte) 0x81, '}', '('});
        out.writeBytes(new byte[] {'X', 8, 0, 0, 0});
        out.writeBytes("training".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(new byte[] {(byte) 0x89, 'u', 'b', '.'});
        return out.toByteArray();
    }
}
