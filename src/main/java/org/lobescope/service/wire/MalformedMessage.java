package org.lobescope.service.wire;

import java.io.IOException;

/** Bytes that are no message: cut off, too long, or of another kind. */
public final class MalformedMessage extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes, for the log. */
    public MalformedMessage(String what) {
        super(what);
    }

    /** What is wrong with the bytes, for the log. */
    public MalformedMessage(String what, Throwable cause) {
        super(what, cause);
    }
}
