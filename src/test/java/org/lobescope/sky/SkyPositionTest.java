package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkyPositionTest {
    @ParameterizedTest
    @CsvSource({
        "187.70593, 12.39112, 0, 12h30m49.4s +12d23m28s",
        "187.70593, 12.39112, 2, 12h30m49.423s +12d23m28.03s",
        "0, 0, 0, 00h00m00.0s +00d00m00s",
        "359.99999, -0.00001, 0, 00h00m00.0s +00d00m00s",
        "359.9999, -0.0003, 0, 00h00m00.0s -00d00m01s",
        "15, -89.99999, 0, 01h00m00.0s -90d00m00s",
        "14.9999999, 59.9999999, 0, 01h00m00.0s +60d00m00s",
        "83.633083, 22.0145, 1, 05h34m31.94s +22d00m52.2s"
    })
    void sexagesimal(double longitude, double latitude, int decimals, String expected) {
        assertEquals(expected, new SkyPosition(longitude, latitude).sexagesimal(decimals));
    }
}
