package org.lobescope.network.archive;

import java.util.Optional;

/** The types of numbers in PyTorch's files. */
public enum NumberType {
    UINT8(1, "Byte", 0, 1),
    INT8(1, "Char", 1, 2),
    INT16(2, "Short", 2, 3),
    INT32(4, "Int", 3, 4),
    INT64(8, "Long", 4, 5),
    FLOAT16(2, "Half", 5, 6),
    FLOAT32(4, "Float", 6, 7),
    FLOAT64(8, "Double", 7, 8),
    BOOL(1, "Bool", 11, 12),
    BFLOAT16(2, "BFloat16", 15, 13);

    private final int bytes;
    private final String storage;
    private final int scriptCode;
    private final int exportCode;

    NumberType(int bytes, String storage, int scriptCode, int exportCode) {
        this.bytes = bytes;
        this.storage = storage;
        this.scriptCode = scriptCode;
        this.exportCode = exportCode;
    }

    /** The size of one number. */
    public int bytes() {
        return bytes;
    }

    /** Whether it has a fraction. */
    public boolean floating() {
        return this == FLOAT16 || this == FLOAT32 || this == FLOAT64 || this == BFLOAT16;
    }

    /** The type by the name of its storage class, {@code FloatStorage}. */
    public static Optional<NumberType> ofStorage(String name) {
        for (NumberType type : values()) {
            if (name.equals(type.storage + "Storage")) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type by its name in Python, {@code float32} or {@code bool}. */
    public static Optional<NumberType> ofName(String name) {
        for (NumberType type : values()) {
            if (name.equalsIgnoreCase(type.name())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type by its number in the code of TorchScript (c10::ScalarType). */
    public static Optional<NumberType> ofScriptCode(long code) {
        for (NumberType type : values()) {
            if (code == type.scriptCode) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type by its number in an exported program (torch._export.serde.schema.ScalarType). */
    public static Optional<NumberType> ofExportCode(long code) {
        for (NumberType type : values()) {
            if (code == type.exportCode) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Its number in the code of TorchScript. */
    public int scriptCode() {
        return scriptCode;
    }
}
