package org.lobescope.service.remote;

import java.nio.ByteBuffer;
import org.lobescope.Fingerprint;
import org.lobescope.service.wire.Ask;

/** Names the question that a result belongs to, so that no answer is taken for another's. */
final class ResultKey {
    private ResultKey() {}

    static String of(Ask ask) {
        return new Fingerprint().add(ByteBuffer.wrap(ask.bytes())).hex();
    }
}
