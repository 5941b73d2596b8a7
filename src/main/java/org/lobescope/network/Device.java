package org.lobescope.network;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lobescope.Problem;

/**
 * Where a network's arithmetic runs. Always with 32-bit floats, so that maps differ between devices by rounding only.
 *
 * @param kind of processor
 * @param index which of several, from 0
 */
public record Device(Kind kind, int index) {
    /** The processor. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    /** The GPU of Apple's processors. */
    public static final Device MPS = new Device(Kind.MPS, 0);

    private static final Pattern GPU = Pattern.compile("cuda(?::([0-9]{1,3}))?");

    /** Kinds of processors. */
    public enum Kind {
        CPU,
        /** NVIDIA's GPUs. */
        CUDA,
        /** Apple's GPUs, by Metal performance shaders. */
        MPS
    }

    /**
     * The device of a name as on the command line: {@code cpu}, {@code cuda:0}, {@code mps}; empty for {@code auto}, the best
     * one that the engine finds.
     *
     * @throws Problem for any other name
     */
    public static Optional<Device> parse(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        Matcher gpu = GPU.matcher(lower);
        if (gpu.matches()) {
            return Optional.of(new Device(Kind.CUDA, gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1))));
        }
        return switch (lower) {
            case "auto" -> Optional.empty();
            case "cpu" -> Optional.of(CPU);
            case "mps" -> Optional.of(MPS);
            default -> throw new Problem("There is no device '" + name + "': choose auto, cpu, cuda:0 or mps.");
        };
    }

    /** The name on the command line. */
    public String id() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case MPS -> "mps";
        };
    }

    /** The name for people. */
    public String label() {
        return switch (kind) {
            case CPU -> "CPU";
            case CUDA -> "NVIDIA GPU " + index;
            case MPS -> "Apple GPU";
        };
    }
}
