package org.lobescope.network.archive;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.lobescope.Problem;

/**
 * Reads a Python pickle as data. A pickle is a program for a small stack machine that may call any function of Python; here
 * only what makes numbers, texts, lists, maps and the arrays of PyTorch has an effect, and every other class or function is
 * no more than a name.
 */
public final class Pickle {
    private static final int MOST_STEPS = 20_000_000;

    private final String where;
    private final ByteBuffer in;
    private final ArrayList<Object> stack = new ArrayList<>();
    private final ArrayList<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(byte[] bytes, String where) {
        this.where = where;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * What a pickle holds.
     *
     * @param where the part of the file, for messages
     * @throws Problem when it is broken or holds something that a network does not need
     */
    public static Object read(byte[] bytes, String where) {
        Pickle pickle = new Pickle(bytes, where);
        try {
            return pickle.run();
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | ClassCastException
                | NumberFormatException
                | NegativeArraySizeException
                | NoSuchElementException e) {
            throw new Problem(where + " is a broken pickle: export or copy the file again.", e);
        }
    }

    private Problem broken(String what) {
        return new Problem(where + " is a pickle that " + what + ": export or copy the file again.");
    }

    private Object run() {
        for (int step = 0; step < MOST_STEPS; step++) {
            int code = in.get() & 0xff;
            if (code == '.') {
                return pop();
            }
            step(code);
        }
        throw broken("does not end");
    }

    private void step(int code) {
        switch (code) {
            case 0x80 -> in.get();
            case 0x95 -> in.getLong();
            case '(' -> marks.add(stack.size());
            case '0' -> pop();
            case '1' -> popMark();
            case '2' -> push(stack.getLast());
            case 'N' -> push(Pickled.Nothing.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'I' -> push(integerLine());
            case 'K' -> push((long) (in.get() & 0xff));
            case 'M' -> push((long) (in.getShort() & 0xffff));
            case 'J' -> push((long) in.getInt());
            case 'L' -> push(Long.parseLong(line().replaceFirst("L$", "")));
            case 0x8a -> push(little(in.get() & 0xff));
            case 0x8b -> push(little(in.getInt()));
            case 'F' -> push(Double.parseDouble(line()));
            case 'G' -> push(ByteBuffer.wrap(take(8)).getDouble());
            case 'X' -> push(text(in.getInt()));
            case 0x8c -> push(text(in.get() & 0xff));
            case 0x8d -> push(text(Math.toIntExact(Math.min(in.getLong(), Integer.MAX_VALUE))));
            case 'T', 'B' -> push(new Pickled.Bytes(take(in.getInt()).length));
            case 'U', 'C' -> push(new Pickled.Bytes(take(in.get() & 0xff).length));
            case ']' -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            case ')' -> push(new Pickled.Tuple(List.of()));
            case 't' -> push(new Pickled.Tuple(popMark()));
            case 'l' -> push(popMark());
            case 'd' -> push(map(popMark()));
            case 0x85 -> push(new Pickled.Tuple(pop(1)));
            case 0x86 -> push(new Pickled.Tuple(pop(2)));
            case 0x87 -> push(new Pickled.Tuple(pop(3)));
            case 'a' -> {
                Object item = pop();
                list(stack.getLast()).add(item);
            }
            case 'e' -> {
                List<Object> items = popMark();
                list(stack.getLast()).addAll(items);
            }
            case 's' -> {
                List<Object> entry = pop(2);
                set(stack.getLast(), entry);
            }
            case 'u' -> {
                List<Object> items = popMark();
                set(stack.getLast(), items);
            }
            case 'q' -> memo.put(in.get() & 0xff, stack.getLast());
            case 'r' -> memo.put(in.getInt(), stack.getLast());
            case 'p' -> memo.put(Integer.parseInt(line()), stack.getLast());
            case 0x94 -> memo.put(memo.size(), stack.getLast());
            case 'h' -> push(remembered(in.get() & 0xff));
            case 'j' -> push(remembered(in.getInt()));
            case 'g' -> push(remembered(Integer.parseInt(line())));
            case 'c' -> push(new Pickled.Global(line(), line()));
            case 0x93 -> {
                List<Object> names = pop(2);
                push(new Pickled.Global((String) names.get(0), (String) names.get(1)));
            }
            case 'Q' -> push(persistent(pop()));
            case 'R', 0x81 -> {
                Object arguments = pop();
                push(TorchObjects.call(pop(), ((Pickled.Tuple) arguments).items(), where));
            }
            case 0x92 -> {
                pop();
                Object arguments = pop();
                push(TorchObjects.call(pop(), ((Pickled.Tuple) arguments).items(), where));
            }
            case 'b' -> {
                Object state = pop();
                build(stack.getLast(), state);
            }
            default -> throw broken("uses the unknown code " + code);
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() {
        return stack.removeLast();
    }

    private List<Object> pop(int count) {
        List<Object> tail = stack.subList(stack.size() - count, stack.size());
        List<Object> items = new ArrayList<>(tail);
        tail.clear();
        return items;
    }

    private List<Object> popMark() {
        return pop(stack.size() - marks.removeLast());
    }

    private byte[] take(int length) {
        if (length < 0 || length > in.remaining()) {
            throw broken("was cut off");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String text(int length) {
        return new String(take(length), StandardCharsets.UTF_8);
    }

    private String line() {
        int start = in.position();
        while (in.get() != '\n') {
            // on to the end of the line
        }
        return new String(in.array(), start, in.position() - 1 - start, StandardCharsets.UTF_8);
    }

    private Object integerLine() {
        String line = line();
        return switch (line) {
            case "00" -> false;
            case "01" -> true;
            default -> Long.parseLong(line);
        };
    }

    /** A whole number of any length; those of more than 8 bytes lose what is above. */
    private long little(int length) {
        byte[] bytes = take(length);
        long value = 0;
        for (int i = Math.min(8, bytes.length) - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        int bits = 8 * Math.min(8, bytes.length);
        return bits == 0 || bits == 64 ? value : value << (64 - bits) >> (64 - bits);
    }

    private Object remembered(int key) {
        Object value = memo.get(key);
        if (value == null) {
            throw broken("refers to something that it does not hold");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return value instanceof ArrayList<?> list ? (List<Object>) list : new ArrayList<>();
    }

    private Map<Object, Object> map(List<Object> items) {
        Map<Object, Object> map = new LinkedHashMap<>();
        put(map, items);
        return map;
    }

    /** Sets entries of a map; an object that only looks like one gets nothing. */
    @SuppressWarnings("unchecked")
    private void set(Object target, List<Object> items) {
        if (target instanceof LinkedHashMap<?, ?> map) {
            put((Map<Object, Object>) map, items);
        }
    }

    private void put(Map<Object, Object> map, List<Object> items) {
        for (int i = 0; i + 1 < items.size(); i += 2) {
            Object key = items.get(i);
            if (key instanceof String || key instanceof Number || key instanceof Boolean) {
                map.put(key, items.get(i + 1));
            }
        }
    }

    private Object persistent(Object id) {
        if (id instanceof Pickled.Tuple tuple
                && tuple.items().size() >= 3
                && tuple.items().get(1) instanceof Pickled.Global type
                && tuple.items().get(2) instanceof String key) {
            return NumberType.ofStorage(type.name())
                    .map(t -> new Pickled.Storage(t, key))
                    .orElseThrow(() -> broken("stores numbers of the type " + type.name()));
        }
        throw broken("refers to something outside of it");
    }

    private static void build(Object target, Object state) {
        Object attributes =
                state instanceof Pickled.Tuple tuple && !tuple.items().isEmpty()
                        ? tuple.items().getFirst()
                        : state;
        if (target instanceof Pickled.Instance instance && attributes instanceof Map<?, ?> map) {
            map.forEach((key, value) -> instance.attributes().put(String.valueOf(key), value));
        }
    }
}
