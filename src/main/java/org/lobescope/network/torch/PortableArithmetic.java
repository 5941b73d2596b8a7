package org.lobescope.network.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has PyTorch compute with the instructions that nearly all x86-64 processors have (AVX2, 2013) instead of the best ones of
 * this one, so that sums are added up in the same order on all of them. Maps do not need that, since they differ in the
 * last digits only; a training does, since such differences grow from step to step until it is another training.
 *
 * <p>Each of the three libraries that share the work reads a variable of the process's environment when it first computes:
 * PyTorch itself, oneDNN (convolutions) and MKL (products of matrices).
 */
public final class PortableArithmetic {
    private static final Logger LOG = LoggerFactory.getLogger(PortableArithmetic.class);

    /** MKL promises the same bits on processors of all makers for its compatible branch only. */
    private static final Map<String, String> SETTINGS =
            Map.of("ATEN_CPU_CAPABILITY", "avx2", "ONEDNN_MAX_CPU_ISA", "AVX2", "MKL_CBWR", "COMPATIBLE");

    private PortableArithmetic() {}

    /**
     * Asks for it, for all of this process; to be called before PyTorch is loaded. What a person set for one of the
     * variables is set aside.
     *
     * @return for people: with what will be computed; on other processors that is all they have
     */
    public static String choose() {
        String processor = System.getProperty("os.arch", "unknown");
        if (!processor.equals("amd64") && !processor.equals("x86_64")) {
            return processor;
        }
        try {
            for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
                set(setting.getKey(), setting.getValue());
            }
            return "x86-64, AVX2";
        } catch (Throwable e) { // what invokeExact declares
            LOG.warn("the instructions to compute with can't be chosen here: the result depends on the processor", e);
            return "x86-64, whatever the processor has";
        }
    }

    private static void set(String name, String value) throws Throwable {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> unix = linker.defaultLookup().find("setenv");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nameText = arena.allocateFrom(name);
            MemorySegment valueText = arena.allocateFrom(value);
            int refused;
            if (unix.isPresent()) {
                MethodHandle setenv = linker.downcallHandle(
                        unix.get(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
                refused = (int) setenv.invokeExact(nameText, valueText, 1);
            } else {
                MethodHandle putenv = linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("_putenv_s"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
                refused = (int) putenv.invokeExact(nameText, valueText);
            }
            if (refused != 0) {
                throw new IllegalStateException(name + " can't be set");
            }
        }
    }
}
