package org.lobescope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;

class NpyFileTest {
    @TempDir
    private Path folder;

    /** A file of version 1.0 as numpy writes it. */
    private Path file(String type, boolean fortran, String shape, ByteBuffer data) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                + shape + ", }";
        header = header + " ".repeat(117 - header.length()) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(128 + data.limit()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(HexFormat.of().parseHex("934e554d5059"))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) 118);
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        bytes.put(data.rewind());
        return Files.write(folder.resolve("x.npy"), bytes.array());
    }

    @Test
    void readsAllKindsOfNumbers() throws IOException {
        ByteBuffer floats = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(1.5f).putFloat(-2);
        assertArrayEquals(
                new float[] {1.5f, -2},
                NpyFile.read(file("<f4", false, "(2,)", floats)).values());
        ByteBuffer doubles = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN).putDouble(0.25);
        assertArrayEquals(
                new float[] {0.25f},
                NpyFile.read(file(">f8", false, "()", doubles)).values());
        ByteBuffer bytes = ByteBuffer.allocate(2).put((byte) 255).put((byte) 1);
        assertArrayEquals(
                new float[] {255, 1},
                NpyFile.read(file("|u1", false, "(2,)", bytes)).values());
        assertArrayEquals(
                new float[] {-1, 1},
                NpyFile.read(file("|i1", false, "(2,)", bytes)).values());
        ByteBuffer shorts = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        shorts.putShort((short) -3).putShort((short) 4);
        assertArrayEquals(
                new float[] {-3, 4},
                NpyFile.read(file("<i2", false, "(2,)", shorts)).values());
        assertArrayEquals(
                new float[] {65533, 4},
                NpyFile.read(file("<u2", false, "(2,)", shorts)).values());
        ByteBuffer longs = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(-7);
        assertArrayEquals(
                new float[] {-7},
                NpyFile.read(file("<i8", false, "(1, 1)", longs)).values());
    }

    @Test
    void turnsFortranOrder() throws IOException {
        ByteBuffer floats = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : new float[] {1, 4, 2, 5, 3, 6}) {
            floats.putFloat(v);
        }
        Tensor tensor = NpyFile.read(file("<f4", true, "(2, 3)", floats));
        assertArrayEquals(new int[] {2, 3}, tensor.shape());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, tensor.values());
    }

    @Test
    void readsWhatItWrote() throws IOException {
        for (int[] shape : new int[][] {{}, {3}, {2, 3}, {1, 2, 3, 4}, {0, 2}}) {
            float[] values = new float[Tensor.size(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = i == 1 ? Float.NaN : i - 0.5f;
            }
            Path file = folder.resolve("out.npy");
            NpyFile.write(file, new Tensor(shape, values));
            Tensor back = NpyFile.read(file);
            assertArrayEquals(shape, back.shape());
            assertArrayEquals(values, back.values());
            byte[] bytes = Files.readAllBytes(file);
            assertEquals(0, (bytes.length - 4 * values.length) % 64, "numpy wants the data aligned");
            assertEquals('\n', bytes[bytes.length - 4 * values.length - 1]);
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path file = file("<f4", false, "(20,)", ByteBuffer.allocate(8));
        problem(file, "ends before");
        problem(file("<c8", false, "(1,)", ByteBuffer.allocate(8)), "c8");
        problem(file("|O", false, "(1,)", ByteBuffer.allocate(8)), "plain numbers");
        problem(Files.writeString(folder.resolve("y.npy"), "no numpy array at all"), "no .npy file");
        problem(folder.resolve("absent.npy"), "could not be read");
        byte[] bytes = Files.readAllBytes(file("<f4", false, "(1,)", ByteBuffer.allocate(8)));
        problem(Files.write(folder.resolve("z.npy"), Arrays.copyOf(bytes, 40)), "ends before");
        String message = String.valueOf(assertThrows(
                        Problem.class,
                        () -> NpyFile.write(
                                folder.resolve("no/such/place.npy"), new Tensor(new int[] {0}, new float[0])))
                .getMessage());
        assertTrue(message.contains("could not be written"), message);
    }

    private static void problem(Path file, String part) {
        String message = String.valueOf(
                assertThrows(Problem.class, () -> NpyFile.read(file)).getMessage());
        assertTrue(message.contains(part), message);
    }
}
