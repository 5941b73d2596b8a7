package org.lobescope.network.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.Problem;
import org.lobescope.Shared;

/** Each kind of file that is taken for a network file gets a sentence of its own. */
class MistakenFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "mistakes/empty.onnx, is empty",
        "mistakes/cut_off.onnx, was cut off",
        "mistakes/state_dict.pth, a state dict",
        "mistakes/state_dict_before_torch_1_6.pth, from before 1.6",
        "mistakes/checkpoint.ckpt, training checkpoint",
        "mistakes/whole_module.pt, pickled PyTorch module",
        "mistakes/model.safetensors, safetensors",
        "resnet18_narrow/input.npy, no network file"
    })
    void realFiles(String file, String sentence) {
        expect(Shared.path("reference/foreign").resolve(file), sentence);
    }

    @Test
    void textAndOtherFormats() throws IOException {
        expect(file("page.onnx", "<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8)), "web page");
        expect(
                file("lfs.onnx", "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8)),
                "git lfs pull");
        expect(file("keras.onnx", "\u0089HDF\r\n".getBytes(StandardCharsets.ISO_8859_1)), "Keras");
        expect(file("notes.onnx", "just some text".getBytes(StandardCharsets.UTF_8)), "no network file");
        expect(folder, "is a folder");
        expect(folder.resolve("absent.onnx"), "There is no file");
    }

    @Test
    void zipArchives() throws IOException {
        expect(zip("script.pt", "net/constants.pkl", "x"), "lacks its part data.pkl");
        expect(zip("arrays.npz", "x.npy", "x"), "numpy");
        expect(zip("dict.pt", "dict/data.pkl", "\u0080\u0002ccollections\nOrderedDict\n"), "state dict");
        expect(zip("more.pt", "more/data.pkl", "\u0080\u0002}(X\nstate_dict\n"), "checkpoint");
        expect(zip("module.pt", "module/data.pkl", "\u0080\u0002cnets\nNet\n)state_dict"), "pickled PyTorch module");
        byte[] whole = Files.readAllBytes(zip("whole.pt", "net/data.pkl", "x"));
        expect(file("cut.pt", java.util.Arrays.copyOf(whole, whole.length / 2)), "cut off");
    }

    private Path zip(String name, String entry, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.ISO_8859_1));
            zip.closeEntry();
        }
        return file;
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void expect(Path file, String part) {
        String message = String.valueOf(
                assertThrows(Problem.class, () -> ModelFile.read(file)).getMessage());
        assertTrue(message.contains(part), message);
        assertTrue(message.endsWith(".") && message.contains(String.valueOf(file.getFileName())), message);
    }
}
