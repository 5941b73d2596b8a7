package org.lobescope.network.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The file of a TorchScript module that has methods and no weights, as {@code torch.jit.save} writes it. */
final class ScriptArchive {
    private static final String FOLDER = "module/";

    /** Version of the format: the operators of PyTorch 1.4 and later. */
    private static final String VERSION = "3\n";

    private ScriptArchive() {}

    /**
     * The bytes of the file.
     *
     * @param name of the module's class
     * @param text of the class
     */
    static byte[] of(String name, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
            entry(zip, "code/__torch__.py", text.getBytes(StandardCharsets.US_ASCII));
            entry(zip, "constants.pkl", pickle(").")); // an empty tuple
            entry(zip, "data.pkl", object(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is nothing to fail
        }
        return bytes.toByteArray();
    }

    /** An object of the class whose only attribute is {@code training = False}. */
    private static byte[] object(String name) {
        String attribute = "training";
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(attribute.length());
        String size = new String(length.array(), StandardCharsets.ISO_8859_1);
        return pickle("c__torch__\n" + name + "\n)\u0081}X" + size + attribute + "\u0089sb.");
    }

    /** Opcodes of Python's pickle protocol 2. */
    private static byte[] pickle(String opcodes) {
        return ("\u0080\u0002" + opcodes).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(FOLDER + name));
        zip.write(content);
        zip.closeEntry();
    }
}
