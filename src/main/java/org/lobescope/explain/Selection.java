package org.lobescope.explain;

/** Order statistics without sorting (Hoare 1961, Find). */
final class Selection {
    private Selection() {}

    /**
     * Brings the smallest keys of a range to its front, as far as the key of rank {@code k} goes; items are moved with
     * their keys.
     *
     * @param keys what is compared
     * @param items moved with the keys
     * @param from the first index of the range
     * @param to the index behind the last one
     * @param k the index, between these, of the largest key that is wanted
     * @return the index behind the last key that is not larger than the one at {@code k}: beyond k + 1 where keys are equal
     */
    static int partition(double[] keys, int[] items, int from, int to, int k) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            double pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(keys, items, i++, j--);
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                break;
            }
        }
        int end = k + 1;
        for (int i = end; i < to; i++) {
            if (keys[i] == keys[k]) {
                swap(keys, items, i, end++);
            }
        }
        return end;
    }

    private static void swap(double[] keys, int[] items, int i, int j) {
        double key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        int item = items[i];
        items[i] = items[j];
        items[j] = item;
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
