package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void printsFewDigitsWithoutTrailingZeros() {
        assertEquals("−0.034", Numbers.significant(-0.0342, 2));
        assertEquals("0.2", Numbers.significant(0.1976, 2));
        assertEquals("350", Numbers.significant(349.6, 2));
        assertEquals("10", Numbers.significant(9.99, 2));
        assertEquals("0.00014", Numbers.significant(1.4e-4, 2));
        assertEquals("1.2×10⁻⁵", Numbers.significant(1.23e-5, 2));
        assertEquals("10⁻⁷", Numbers.significant(1e-7, 2));
        assertEquals("−4.5×10¹²", Numbers.significant(-4.5e12, 2));
        assertEquals("0", Numbers.significant(-0.0, 2));
        assertEquals("–", Numbers.significant(Double.NaN, 2));
    }

    @Test
    void printsFixedDecimals() {
        assertEquals("0.995", Numbers.decimals(0.99533, 3));
        assertEquals("1.000", Numbers.decimals(0.99996, 3));
        assertEquals("0.000", Numbers.decimals(-0.0001, 3));
    }

    @Test
    void roundsDownToOneTwoOrFive() {
        assertEquals(5, Numbers.roundBelow(9.9));
        assertEquals(0.2, Numbers.roundBelow(0.31), 1e-12);
        assertEquals(1000, Numbers.roundBelow(1000));
    }

    @Test
    void fluxesGetAShortUnit() {
        assertEquals(new PrintedUnit("mJy/beam", 1e3), PrintedUnit.of("JY/BEAM", 0.0418));
        assertEquals(new PrintedUnit("µJy/beam", 1e6), PrintedUnit.of("Jy/beam", 3e-5));
        assertEquals(new PrintedUnit("Jy/beam", 1), PrintedUnit.of("Jy / beam", 2));
        assertEquals(new PrintedUnit("K", 1), PrintedUnit.of("K", 1e-4));
        assertEquals(new PrintedUnit("", 1), PrintedUnit.of("", 255));
    }
}
