package org.lobescope.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as they are printed in figures: a true minus sign, few digits, powers of ten where zeros would get long. */
final class Numbers {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Numbers() {}

    /** A number with so many significant digits, without trailing zeros: {@code −0.034}, {@code 1.2×10⁻⁵}, {@code 350}. */
    static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(Math.abs(value))
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text;
        if (exponent < -4 || exponent > 5) {
            String mantissa =
                    rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
            text = (mantissa.equals("1") ? "" : mantissa + "×") + "10" + superscript(exponent);
        } else {
            text = rounded.toPlainString();
        }
        return (value < 0 ? "−" : "") + text;
    }

    /** A number with so many decimals: {@code 0.995}. */
    static String decimals(double value, int decimals) {
        String text = BigDecimal.valueOf(Math.abs(value))
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
        boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
        return (value < 0 && !zero ? "−" : "") + text;
    }

    /** The largest of 1, 2 and 5 times a power of ten that is not above a positive limit. */
    static double roundBelow(double limit) {
        double power = Math.pow(10, Math.floor(Math.log10(limit)));
        double times = limit / power;
        return (times >= 5 ? 5 : times >= 2 ? 2 : 1) * power;
    }

    private static String superscript(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
