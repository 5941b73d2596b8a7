package org.lobescope.network.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.lobescope.Problem;
import org.lobescope.network.FileContent;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.torchscript.ScriptTrial;
import org.lobescope.network.torchscript.TorchScriptReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a TorchScript file in this process: whatever is wrong with it happens to this process, crashes too. */
public final class TorchScriptTrial implements ScriptTrial {
    private static final Duration SEARCH = Duration.ofSeconds(30);
    private static final long SEED = 1;

    /** What sums of 32-bit probabilities may differ from 1. */
    private static final float ROUNDING = 1e-4f;

    private static final int LONGEST = 200;
    private static final Logger LOG = LoggerFactory.getLogger(TorchScriptTrial.class);

    /** Raw scores leave 0..1 for one of these brightnesses at least. */
    private static final float[] BRIGHTNESSES = {0, 1, -1, 3, -3, 30, -30};

    @Override
    public Optional<Found> run(Path file, ImageShape expected) {
        TorchEngine.start();
        try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
            Optional<ScriptModule> module = load(manager, file);
            return module.map(m -> look(new Trial(file, m, manager), expected));
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    private static Optional<ScriptModule> load(NDManager manager, Path file) {
        try {
            return Optional.of(ScriptModule.load(manager, new FileContent(Files.readAllBytes(file))));
        } catch (EngineException unreadable) {
            LOG.info("PyTorch cannot load {}", file, unreadable);
            return Optional.empty();
        } catch (IOException e) {
            throw new Problem("The file " + file + " could not be read: check that you may read it.", e);
        }
    }

    private static Found look(Trial trial, ImageShape expected) {
        Instant end = Instant.now().plus(SEARCH);
        List<ImageShape> working = new ArrayList<>();
        GraphSource.Input input = TorchScriptReader.search(trial.file(), expected, (image, batch) -> {
            boolean late = working.isEmpty() && Instant.now().isAfter(end);
            if (late || image.channels() < 1) {
                throw new Problem("The network in " + trial.name() + " was run by PyTorch itself, but no image that it"
                        + " takes was found: tell its shape, by --input or in the model card as \"input\".");
            }
            trial.run(image, batch, 1, false);
            working.add(image);
        });
        ImageShape image = working.getFirst();
        int batch = input.batch().orElse(1);
        List<float[]> seen = new ArrayList<>();
        for (float brightness : BRIGHTNESSES) {
            seen.addAll(trial.run(image, batch, brightness, true));
        }
        boolean resizable = input.height().isEmpty() || input.width().isEmpty();
        return new Found(image, resizable, batch, seen.getFirst().length, outputs(seen));
    }

    private static Outputs outputs(List<float[]> seen) {
        boolean unit = true;
        boolean whole = true;
        for (float[] row : seen) {
            float sum = 0;
            for (float value : row) {
                unit &= value >= 0 && value <= 1;
                sum += value;
            }
            whole &= Math.abs(sum - 1) < ROUNDING;
        }
        boolean several = seen.getFirst().length > 1;
        return unit && whole && several ? Outputs.SOFTMAX : unit ? Outputs.SIGMOID : Outputs.LOGITS;
    }

    /** A loaded file that is run on made-up images. */
    private record Trial(Path file, ScriptModule module, NDManager manager) {
        String name() {
            return String.valueOf(file.getFileName());
        }

        /**
         * The outputs for a batch of noise, one row per image.
         *
         * @param back whether the way back to the input is gone, too
         */
        List<float[]> run(ImageShape image, int batch, float brightness, boolean back) {
            JniUtils.setGradMode(back);
            Random random = new Random(SEED);
            float[] pixels = new float[batch * image.size()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = brightness * random.nextFloat();
            }
            try (NDManager own = manager.newSubManager()) {
                Shape shape = new Shape(batch, image.channels(), image.height(), image.width());
                PtNDArray x = (PtNDArray) own.create(FloatBuffer.wrap(pixels), shape, DataType.FLOAT32);
                x.setRequiresGradient(back);
                PtNDArray y = module.run(x);
                float[] flat = y.toFloatArray();
                if (back) {
                    Pass.backward(y, (PtNDArray) own.ones(y.getShape()));
                }
                int count = flat.length / batch;
                List<float[]> rows = new ArrayList<>();
                for (int n = 0; n < batch; n++) {
                    rows.add(Arrays.copyOfRange(flat, n * count, (n + 1) * count));
                }
                return rows;
            } catch (EngineException e) {
                throw new Problem(
                        "PyTorch itself ran " + name() + " on an image of " + image + " and it broke off with '"
                                + words(e) + "': tell the shape that it takes, by --input or in the model card as"
                                + " \"input\", or export the network as ONNX.",
                        e);
            }
        }

        /** The line of a TorchScript error that says what is wrong: the last one. */
        private static String words(EngineException e) {
            List<String> lines = String.valueOf(e.getMessage())
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            String said = lines.stream()
                    .filter(line -> line.matches("[A-Za-z.]*(Error|Exception): .*"))
                    .reduce((a, b) -> b)
                    .orElse(lines.isEmpty() ? "an error" : lines.getFirst());
            return said.substring(0, Math.min(said.length(), LONGEST));
        }
    }
}
