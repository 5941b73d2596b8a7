package org.lobescope.network.archive;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.lobescope.network.Constant;

/** Reads the arrays of an archive whose numbers lie in entries of one folder. The same window is the same object. */
public final class StoredArrays {
    private final Archive archive;
    private final String folder;
    private final ByteOrder order;
    private final Map<StoredArray, Constant> read = new HashMap<>();
    private final Map<String, byte[]> storages = new HashMap<>();

    /**
     * Arrays of an archive.
     *
     * @param folder where the storages are, ends in {@code /} or is empty
     */
    public StoredArrays(Archive archive, String folder) {
        this.archive = archive;
        this.folder = folder;
        this.order = archive.find("byteorder")
                .filter(e -> archive.text(e).strip().equals("big"))
                .map(e -> ByteOrder.BIG_ENDIAN)
                .orElse(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The numbers of an array.
     *
     * @param name of the array, for messages
     * @throws org.lobescope.Problem when they are not there
     */
    public Constant read(StoredArray array, String name) {
        Constant before = read.get(array);
        if (before != null) {
            return before;
        }
        byte[] bytes = storages.computeIfAbsent(array.storage(), key -> archive.bytes(folder + key));
        Constant constant = array.read(bytes, order, "The array " + name + " in " + archive.name());
        read.put(array, constant);
        return constant;
    }
}
