package org.lobescope.sky;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which two of the axes of a FITS array are the image; the others number its planes.
 *
 * @param lengths NAXIS1, NAXIS2, ...
 * @param column the axis that is the image's row direction, from 0
 * @param row the axis across the rows, from 0; larger than {@code column}
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record FitsAxes(int[] lengths, int column, int row) {

    /**
     * The celestial axes by CTYPE, else the first two that are longer than one pixel, else the first two. Empty when the
     * array has no two axes, or just one that is longer than a pixel beyond the first two.
     */
    static Optional<FitsAxes> of(int[] lengths, FitsHeader header) {
        if (lengths.length < 2 || Arrays.stream(lengths).anyMatch(n -> n == 0)) {
            return Optional.empty();
        }
        int[] longer = java.util.stream.IntStream.range(0, lengths.length)
                .filter(i -> lengths[i] > 1)
                .toArray();
        Optional<CelestialAxes> celestial = CelestialAxes.of(header);
        if (celestial.isPresent()) {
            int low = Math.min(celestial.get().longitude(), celestial.get().latitude());
            int high = Math.max(celestial.get().longitude(), celestial.get().latitude());
            boolean both = high < lengths.length && lengths[low] > 1 && lengths[high] > 1;
            boolean flat = high < lengths.length && Arrays.stream(longer).allMatch(i -> i == low || i == high);
            if (both || flat) {
                return Optional.of(new FitsAxes(lengths, low, high));
            }
        }
        if (longer.length >= 2) {
            return Optional.of(new FitsAxes(lengths, longer[0], longer[1]));
        }
        return Optional.of(new FitsAxes(lengths, 0, 1));
    }

    int width() {
        return lengths[column];
    }

    int height() {
        return lengths[row];
    }

    /** The number of planes. */
    long planes() {
        long planes = 1;
        for (int axis : others()) {
            planes *= lengths[axis];
        }
        return planes;
    }

    /** The axes that are not the image's. */
    List<Integer> others() {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            if (i != column && i != row) {
                others.add(i);
            }
        }
        return others;
    }

    /** The position of a plane along every axis, from 0; the lowest of the other axes runs fastest. Image axes are 0. */
    int[] position(int plane) {
        int[] position = new int[lengths.length];
        int rest = plane;
        for (int axis : others()) {
            position[axis] = rest % lengths[axis];
            rest /= lengths[axis];
        }
        return position;
    }

    /** A plane for people: {@code FREQ = 1.42e+09 Hz, STOKES = 1}. */
    String describe(int plane, FitsHeader header) {
        int[] position = position(plane);
        StringBuilder text = new StringBuilder();
        for (int axis : others()) {
            if (lengths[axis] > 1) {
                String n = Integer.toString(axis + 1);
                String type = header.text("CTYPE" + n).orElse("axis " + n);
                text.append(text.isEmpty() ? "" : ", ").append(type);
                if (header.text("CDELT" + n).isPresent()) {
                    double value = header.number("CRVAL" + n, 0)
                            + (position[axis] + 1 - header.number("CRPIX" + n, 0)) * header.number("CDELT" + n, 1);
                    String unit = header.text("CUNIT" + n).map(u -> " " + u).orElse("");
                    text.append(String.format(java.util.Locale.ROOT, " = %.6g", value))
                            .append(unit);
                } else {
                    text.append(" pixel ").append(position[axis] + 1);
                }
            }
        }
        return text.toString();
    }
}
