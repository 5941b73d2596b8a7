package org.lobescope.service;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** About how many bytes a value takes: what its arrays hold, found through records, collections and optionals. */
final class Footprint {
    private static final int OBJECT = 32;

    private static final ClassValue<Accessors> ACCESSORS = new ClassValue<>() {
        @Override
        protected Accessors computeValue(Class<?> type) {
            return Accessors.of(type);
        }
    };

    private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());

    private Footprint() {}

    static long of(@Nullable Object value) {
        return new Footprint().bytes(value);
    }

    private long bytes(@Nullable Object value) {
        if (value == null || !counted.add(value)) {
            return 0;
        }
        return switch (value) {
            case float[] a -> OBJECT + (long) Float.BYTES * a.length;
            case double[] a -> OBJECT + (long) Double.BYTES * a.length;
            case int[] a -> OBJECT + (long) Integer.BYTES * a.length;
            case long[] a -> OBJECT + (long) Long.BYTES * a.length;
            case short[] a -> OBJECT + (long) Short.BYTES * a.length;
            case byte[] a -> OBJECT + (long) a.length;
            case boolean[] a -> OBJECT + (long) a.length;
            case Object[] a -> OBJECT + elements(a);
            case Optional<?> optional -> OBJECT + bytes(optional.orElse(null));
            case Map<?, ?> map -> OBJECT + each(map.keySet()) + each(map.values());
            case Iterable<?> values -> OBJECT + each(values);
            case Record fields -> OBJECT + components(fields);
            default -> OBJECT;
        };
    }

    private long elements(Object array) {
        long sum = 0;
        for (int i = 0; i < Array.getLength(array); i++) {
            sum += Long.BYTES + bytes(Array.get(array, i));
        }
        return sum;
    }

    private long each(Iterable<?> values) {
        long sum = 0;
        for (Object value : values) {
            sum += Long.BYTES + bytes(value);
        }
        return sum;
    }

    private long components(Record fields) {
        Accessors accessors = ACCESSORS.get(fields.getClass());
        long sum = (long) Long.BYTES * accessors.components;
        for (Method accessor : accessors.ofObjects) {
            try {
                sum += bytes(accessor.invoke(fields));
            } catch (ReflectiveOperationException | RuntimeException e) {
                sum += OBJECT;
            }
        }
        return sum;
    }

    /** How to read a class of records; looked up once, since asking the class takes a good part of a millisecond. */
    private record Accessors(int components, List<Method> ofObjects) {
        static Accessors of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            List<Method> accessors = Arrays.stream(components)
                    .filter(component -> !component.getType().isPrimitive())
                    .map(RecordComponent::getAccessor)
                    .toList();
            // Records inside other classes are often private.
            accessors.forEach(Method::trySetAccessible);
            return new Accessors(components.length, accessors);
        }
    }
}
