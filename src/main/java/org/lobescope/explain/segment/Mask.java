package org.lobescope.explain.segment;

/** A set of pixels of an image, as one bit each. */
public final class Mask {
    private final int height;
    private final int width;
    /** Words per row: rows begin at a word. */
    private final int stride;

    private final long[] words;

    /** The empty set. */
    public Mask(int height, int width) {
        this.height = height;
        this.width = width;
        this.stride = (width + Long.SIZE - 1) / Long.SIZE;
        this.words = new long[height * stride];
    }

    /** Whether the pixel in row y and column x belongs to the set. */
    public boolean contains(int y, int x) {
        return (words[y * stride + x / Long.SIZE] >>> (x % Long.SIZE) & 1) != 0;
    }

    /** Adds a pixel. */
    public void add(int y, int x) {
        words[y * stride + x / Long.SIZE] |= 1L << (x % Long.SIZE);
    }

    /** Adds all pixels of another set of the same image. */
    void addAll(Mask other) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
        }
    }

    /** The number of pixels. */
    public int area() {
        int area = 0;
        for (long word : words) {
            area += Long.bitCount(word);
        }
        return area;
    }

    /** The pixels that are not in another set of the same image. */
    Mask without(Mask other) {
        Mask rest = new Mask(height, width);
        for (int i = 0; i < words.length; i++) {
            rest.words[i] = words[i] & ~other.words[i];
        }
        return rest;
    }

    /** The pixels that are not in this set. */
    Mask complement() {
        Mask all = new Mask(height, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                all.add(y, x);
            }
        }
        return all.without(this);
    }

    /** Whether both sets have a pixel in common. */
    boolean meets(Mask other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The sum of the values (height x width) of the pixels, row by row. */
    double sum(double[] values) {
        double sum = 0;
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < stride; i++) {
                for (long word = words[y * stride + i]; word != 0; word &= word - 1) {
                    sum += values[y * width + i * Long.SIZE + Long.numberOfTrailingZeros(word)];
                }
            }
        }
        return sum;
    }

    /** Writes a value to all pixels of the set. */
    void paint(double[] values, double value) {
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < stride; i++) {
                for (long word = words[y * stride + i]; word != 0; word &= word - 1) {
                    values[y * width + i * Long.SIZE + Long.numberOfTrailingZeros(word)] = value;
                }
            }
        }
    }

    /** All pixels no farther than {@code radius} from one of the set: dilation by a disk, x^2 + y^2 &lt;= radius^2. */
    Mask dilated(int radius) {
        Mask out = new Mask(height, width);
        long[] wide = new long[stride];
        for (int y = 0; y < height; y++) {
            if (isRowEmpty(y)) {
                continue;
            }
            for (int dy = 0; dy <= radius; dy++) {
                int reach = (int) Math.sqrt((double) radius * radius - (double) dy * dy);
                widenRow(y, reach, wide);
                out.addRow(y - dy, wide);
                out.addRow(y + dy, wide);
            }
        }
        return out;
    }

    private boolean isRowEmpty(int y) {
        for (int i = y * stride; i < (y + 1) * stride; i++) {
            if (words[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Row y and the pixels up to {@code reach} columns beside it. */
    private void widenRow(int y, int reach, long[] wide) {
        System.arraycopy(words, y * stride, wide, 0, stride);
        for (int shift = 1; shift <= reach; shift++) {
            int far = shift / Long.SIZE;
            int near = shift % Long.SIZE;
            for (int i = 0; i < stride; i++) {
                wide[i] |= shiftedWord(y, i - far, near) | shiftedWordDown(y, i + far, near);
            }
        }
    }

    private long word(int y, int i) {
        return i < 0 || i >= stride ? 0 : words[y * stride + i];
    }

    private long shiftedWord(int y, int i, int near) {
        return near == 0 ? word(y, i) : word(y, i) << near | word(y, i - 1) >>> (Long.SIZE - near);
    }

    private long shiftedWordDown(int y, int i, int near) {
        return near == 0 ? word(y, i) : word(y, i) >>> near | word(y, i + 1) << (Long.SIZE - near);
    }

    private void addRow(int y, long[] row) {
        if (y < 0 || y >= height) {
            return;
        }
        for (int i = 0; i < stride; i++) {
            words[y * stride + i] |= row[i];
        }
        int used = width % Long.SIZE;
        if (used != 0) {
            words[(y + 1) * stride - 1] &= (1L << used) - 1;
        }
    }
}
