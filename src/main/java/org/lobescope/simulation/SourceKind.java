package org.lobescope.simulation;

import java.util.Locale;

/** What kinds of radio sources can be simulated, and the class that an astronomer would give each. */
public enum SourceKind {
    /** Two jets that leave a bright core, widen and fade. */
    FRI("FRI"),
    /** A faint core between two lobes with hot spots at their far ends. */
    FRII("FRII"),
    /** The same with a core as bright as its hot spots. */
    FRII_CORE("FRII"),
    /** A wide-angle tail: both jets swept to one side. */
    BENT("FRI"),
    /** A narrow-angle tail: both jets bent back by the gas that the galaxy falls through. */
    HEAD_TAIL("FRI"),
    /** Not resolved, or hardly. */
    COMPACT("compact"),
    /** FRI on one side of the core, FRII on the other. */
    HYBRID("hybrid");

    private final String label;

    SourceKind(String label) {
        this.label = label;
    }

    /** The Fanaroff-Riley class, {@code hybrid} or {@code compact}. */
    public String label() {
        return label;
    }

    /** The name on the command line: {@code frii-core}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
