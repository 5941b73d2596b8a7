package org.lobescope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void isTheOneOfTheStandard() {
        // printf '\0\0\0\3abc' | sha256sum
        assertEquals(
                "d04b72a650ce0f8ce4963330a53ee2832733d2baeffff3c1d8e256cca096d120",
                new Fingerprint().add("abc").hex());
        assertEquals(
                new Fingerprint()
                        .add(ByteBuffer.wrap("abc".getBytes(StandardCharsets.UTF_8)))
                        .hex(),
                new Fingerprint().add("abc").hex());
    }

    @Test
    void partsAreToldApart() {
        assertNotEquals(
                new Fingerprint().add("ab").add("c").hex(),
                new Fingerprint().add("a").add("bc").hex());
        assertNotEquals(
                new Fingerprint().add(new float[] {0f}).hex(),
                new Fingerprint().add(new float[] {-0f}).hex());
        assertNotEquals(
                new Fingerprint().add("").hex(),
                new Fingerprint().add("").add("").hex());
    }
}
