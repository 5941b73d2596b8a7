package org.lobescope.network.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle can hold beside numbers ({@link Long}, {@link Double}), {@link Boolean}, {@link String}, lists and maps.
 * All of it is data: objects keep the name of their class and what was stored in them, and nothing of it is run.
 */
public sealed interface Pickled {
    /** Python's None. */
    enum Nothing implements Pickled {
        NONE
    }

    /** A tuple. */
    record Tuple(List<Object> items) implements Pickled {}

    /** The name of a class or function. */
    record Global(String module, String name) implements Pickled {
        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    /** Numbers that lie elsewhere in the archive. */
    record Storage(NumberType type, String key) implements Pickled {}

    /** An array of the archive. */
    record Array(StoredArray stored) implements Pickled {}

    /** Bytes. */
    record Bytes(int length) implements Pickled {}

    /** An object: the name of its class, and its attributes by name. */
    final class Instance implements Pickled {
        private final Global type;
        private final Map<String, Object> attributes = new LinkedHashMap<>();

        Instance(Global type) {
            this.type = type;
        }

        /** The class. */
        public Global type() {
            return type;
        }

        /** The attributes. */
        public Map<String, Object> attributes() {
            return attributes;
        }
    }
}
