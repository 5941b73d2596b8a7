package org.lobescope.classifier;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lobescope.network.Tensor;

/**
 * A radio image as a network takes it.
 *
 * @param x the input, 1 x C x H x W, row 0 = row 0 of the cut-out
 * @param blackSky what preprocessing makes of zero flux, one value per channel
 * @param cutOut where the input lies in the image
 * @param grey the cut-out after clipping and scaling, before normalisation, H x W, 0..1: what the network sees
 * @param skyClipped whether sky below a threshold was set to exactly zero
 * @param steps what was done, for people, one line per step
 * @param warnings what may make the answer doubtful (another pixel scale than in training, padding, many blanks)
 * @param key names the content: equal keys, equal inputs
 */
@SuppressWarnings("ArrayRecordComponent")
public record PreparedImage(
        Tensor x,
        float[] blackSky,
        CutOut cutOut,
        float[] grey,
        boolean skyClipped,
        List<String> steps,
        List<String> warnings,
        String key) {
    /** How a warning begins that says the image is unlike those that the network learnt from. */
    static final String UNLIKE_TRAINING = "Unlike the training data";

    private static final int KEY_LENGTH = 32;

    /** What is unlike the training images, a sentence; empty where nothing is, or the card does not tell. */
    public Optional<String> unlikeTraining() {
        return warnings.stream().filter(w -> w.startsWith(UNLIKE_TRAINING)).findFirst();
    }

    /** A prepared image whose key is made of x, black sky and cut-out. */
    public PreparedImage(
            Tensor x,
            float[] blackSky,
            CutOut cutOut,
            float[] grey,
            boolean skyClipped,
            List<String> steps,
            List<String> warnings) {
        this(x, blackSky, cutOut, grey, skyClipped, steps, warnings, key(x, blackSky, cutOut));
    }

    public PreparedImage {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** The same image with other values in the input, and a key of its own. */
    public PreparedImage withValues(float[] values) {
        return new PreparedImage(new Tensor(x.shape(), values), blackSky, cutOut, grey, skyClipped, steps, warnings);
    }

    private static String key(Tensor x, float[] blackSky, CutOut cutOut) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer bytes = ByteBuffer.allocate(4 * (x.values().length + x.shape().length + blackSky.length));
            for (int n : x.shape()) {
                bytes.putInt(n);
            }
            for (float value : x.values()) {
                bytes.putFloat(value);
            }
            for (float value : blackSky) {
                bytes.putFloat(value);
            }
            digest.update(bytes.array());
            digest.update(cutOut.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
