package org.lobescope.service.engine;

import java.util.List;
import java.util.Optional;

/**
 * How this start of the program went.
 *
 * @param state the PyTorch that was chosen
 * @param devices that it computed with when it was tried; empty for the program's own, which is not tried
 * @param fallback one sentence when it did not work: the program's own computes, on the processor
 */
public record EngineStart(EngineState state, List<String> devices, Optional<String> fallback) {
    /** A start with the program's own. */
    public static final EngineStart OWN = new EngineStart(EngineState.own(0), List.of(), Optional.empty());

    public EngineStart {
        devices = List.copyOf(devices);
    }
}
