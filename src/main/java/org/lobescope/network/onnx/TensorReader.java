package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.network.Constant;

/** Reads the arrays of an ONNX file, also those that lie in a second file beside it. */
final class TensorReader {
    private final Path file;
    private final Fingerprint content;
    private final Set<Path> files = new LinkedHashSet<>();

    /**
     * A reader.
     *
     * @param content gets all that is read from second files
     */
    TensorReader(Path file, Fingerprint content) {
        this.file = file;
        this.files.add(file);
        this.content = content;
    }

    /** The file, and the second files that something was read from. */
    List<Path> files() {
        return List.copyOf(files);
    }

    Constant read(TensorProto tensor) {
        List<Integer> shape =
                tensor.getDimsList().stream().map(Math::toIntExact).toList();
        long size = 1;
        for (int n : shape) {
            size = Math.multiplyExact(size, n);
        }
        int count = Math.toIntExact(size);
        TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
        if (type == null) {
            throw unknown(tensor, "number type " + tensor.getDataType());
        }
        try {
            return switch (type) {
                case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> Constant.of(shape, floats(tensor, type, count));
                case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 ->
                    Constant.of(shape, Constant.Type.INT, longs(tensor, type, count));
                case BOOL -> Constant.of(shape, Constant.Type.BOOL, longs(tensor, type, count));
                default -> throw unknown(tensor, "number type " + type);
            };
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw new Problem(
                    "The array " + tensor.getName() + " in " + file.getFileName()
                            + " has fewer values than its shape says: export the network again.",
                    e);
        }
    }

    /** What a Constant node holds. */
    Constant constant(NodeProto node) {
        for (AttributeProto a : node.getAttributeList()) {
            switch (a.getName()) {
                case "value" -> {
                    return read(a.getT());
                }
                case "value_float" -> {
                    return Constant.of(List.of(), new float[] {a.getF()});
                }
                case "value_int" -> {
                    return Constant.of(List.of(), Constant.Type.INT, new long[] {a.getI()});
                }
                case "value_floats" -> {
                    float[] values = new float[a.getFloatsCount()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = a.getFloats(i);
                    }
                    return Constant.of(List.of(values.length), values);
                }
                case "value_ints" -> {
                    long[] values = a.getIntsList().stream().mapToLong(v -> v).toArray();
                    return Constant.of(List.of(values.length), Constant.Type.INT, values);
                }
                default -> {}
            }
        }
        throw new Problem("In " + file.getFileName() + ", constant " + node.getOutput(0)
                + " holds text or a sparse array, which Lobescope does not read: export the network without it.");
    }

    private Problem unknown(TensorProto tensor, String what) {
        return new Problem("The array " + tensor.getName() + " in " + file.getFileName() + " has the " + what
                + ", which Lobescope does not read: export the network with 32-bit floats.");
    }

    private float[] floats(TensorProto tensor, TensorProto.DataType type, int count) {
        float[] values = new float[count];
        boolean inside = !external(tensor);
        if (inside && tensor.getRawData().isEmpty()) {
            for (int i = 0; i < count; i++) {
                values[i] = switch (type) {
                    case FLOAT -> tensor.getFloatData(i);
                    case DOUBLE -> (float) tensor.getDoubleData(i);
                    case FLOAT16 -> Float.float16ToFloat((short) tensor.getInt32Data(i));
                    default -> Float.intBitsToFloat(tensor.getInt32Data(i) << 16);
                };
            }
            return values;
        }
        ByteBuffer raw = raw(
                tensor,
                count * (type == TensorProto.DataType.FLOAT ? 4L : type == TensorProto.DataType.DOUBLE ? 8 : 2));
        if (type == TensorProto.DataType.FLOAT) {
            raw.asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case DOUBLE -> (float) raw.getDouble();
                case FLOAT16 -> Float.float16ToFloat(raw.getShort());
                default -> Float.intBitsToFloat(raw.getShort() << 16);
            };
        }
        return values;
    }

    private long[] longs(TensorProto tensor, TensorProto.DataType type, int count) {
        long[] values = new long[count];
        if (!external(tensor) && tensor.getRawData().isEmpty()) {
            for (int i = 0; i < count; i++) {
                values[i] = switch (type) {
                    case INT64 -> tensor.getInt64Data(i);
                    case UINT32, UINT64 -> tensor.getUint64Data(i);
                    default -> tensor.getInt32Data(i);
                };
            }
            return values;
        }
        int width = switch (type) {
            case INT8, UINT8, BOOL -> 1;
            case INT16, UINT16 -> 2;
            case INT32, UINT32 -> 4;
            default -> 8;
        };
        ByteBuffer raw = raw(tensor, (long) count * width);
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case INT8 -> raw.get();
                case UINT8, BOOL -> raw.get() & 0xff;
                case INT16 -> raw.getShort();
                case UINT16 -> raw.getShort() & 0xffff;
                case INT32 -> raw.getInt();
                case UINT32 -> raw.getInt() & 0xffffffffL;
                default -> raw.getLong();
            };
        }
        return values;
    }

    private static boolean external(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    }

    private ByteBuffer raw(TensorProto tensor, long bytes) {
        if (!external(tensor)) {
            return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        Map<String, String> keys = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            keys.put(entry.getKey(), entry.getValue());
        }
        String location = keys.getOrDefault("location", "");
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path data =
                folder == null ? Path.of(location) : folder.resolve(location).normalize();
        if (folder == null || location.isEmpty() || !data.startsWith(folder)) {
            throw new Problem("The file " + file.getFileName() + " keeps its weights in '" + location
                    + "', outside of its folder: export it again with the weights beside it.");
        }
        files.add(data);
        try (FileChannel channel = FileChannel.open(data, StandardOpenOption.READ)) {
            long offset = Long.parseLong(keys.getOrDefault("offset", "0"));
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new Problem("The file " + location + " beside " + file.getFileName()
                            + " is too short for its weights: copy both files again.");
                }
            }
            buffer.flip();
            content.add(buffer);
            return buffer;
        } catch (IOException e) {
            throw new Problem(
                    "The file " + file.getFileName() + " keeps its weights in " + location
                            + ", which cannot be read: put that file into the same folder.",
                    e);
        }
    }
}
