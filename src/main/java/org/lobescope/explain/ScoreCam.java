package org.lobescope.explain;

import java.util.List;
import java.util.stream.IntStream;
import org.lobescope.explain.Option.Named;
import org.lobescope.network.ImageShape;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Tensor;

/**
 * Score-CAM: {@code map = ReLU(sum_k w_k A_k)}; w_k is the score of the image seen through M_k, the channel A_k enlarged
 * to H x W and scaled to 0..1 (Wang et al. 2020, arXiv:1910.01279). No gradients.
 *
 * @param form which score, and what becomes of flat channels
 * @param masks how A_k is enlarged to M_k
 * @param upsampling how the map is enlarged; the authors' form enlarges before the sum, the others after the ReLU
 * @param masking what an image looks like where M_k is 0
 * @param signed whether the ReLU is left out
 */
public record ScoreCam(Form form, Upsampling masks, Upsampling upsampling, Masking masking, boolean signed)
        implements Method {
    /** Which score makes the weights; each form has its own, whatever target is asked. */
    public enum Form implements Named {
        /** The class's probability; flat channels get no weight. */
        AUTHORS("authors", "authors: probability"),
        /** As pytorch-grad-cam: the logits, softmax over the channels. */
        PGC("pgc", "pytorch-grad-cam: softmax of logits over channels"),
        /** As tf-keras-vis: the class's probability. */
        TFKV("tfkv", "tf-keras-vis: probability"),
        /** The softmax of the probabilities, a double softmax: tf-keras-vis on a network that ends in a softmax. */
        PAPER("paper", "double softmax");

        private final String id;
        private final String label;

        Form(String id, String label) {
            this.id = id;
            this.label = label;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What an image looks like where its mask is 0. */
    public enum Masking implements Named {
        /** {@code x * M} on the normalised input, as in the original: sky that is not 0 there is lifted to a haze. */
        TIMES("times", "x * M"),
        /** {@code x' + (x - x') * M}: towards black sky. */
        TOWARDS_BLACK_SKY("black-sky", "towards black sky");

        private final String id;
        private final String label;

        Masking(String id, String label) {
            this.id = id;
            this.label = label;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** The authors' form, half-pixel centres. */
    public static ScoreCam reference() {
        return new ScoreCam(Form.AUTHORS, Upsampling.HALF_PIXEL, Upsampling.HALF_PIXEL, Masking.TIMES, false);
    }

    /** The double softmax, aligned corners. */
    public static ScoreCam paper() {
        return new ScoreCam(Form.PAPER, Upsampling.ALIGN_CORNERS, Upsampling.ALIGN_CORNERS, Masking.TIMES, false);
    }

    @Override
    public MethodId id() {
        return MethodId.SCORE_CAM;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.choice("form", "Form", "Which score of the masked images makes the weights.", form),
                Option.choice("masks", "Mask upsampling", "How a feature map is enlarged to a mask.", masks),
                Upsampling.option(upsampling),
                Option.choice("masking", "Masking", "What the image fades to where the mask is 0.", masking),
                ClassActivationMap.signedOption(signed));
    }

    @Override
    public ScoreCam with(String key, Object value) {
        Settings s = Settings.changed(this, key, value);
        return new ScoreCam(
                s.choice("form", Form.class),
                s.choice("masks", Upsampling.class),
                s.choice("upsampling", Upsampling.class),
                s.choice("masking", Masking.class),
                s.flag("signed"));
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "Shows the network the image through each feature map of the layer, and weights the map by the class's"
                        + " score.",
                """
                M_k = (A_k enlarged - min) / (max - min)
                w_k = probability of the class for x * M_k   (0 for flat maps)
                map = ReLU(sum over k of w_k A_k), enlarged bilinearly
                double softmax: w_k = softmax of the class probabilities""",
                List.of(
                        "Wang, Wang, Du, Yang, Zhang, Ding, Mardziel & Hu 2020, Score-CAM, CVPR workshops,"
                                + " arXiv:1910.01279",
                        MethodCard.STUDY),
                "one forward pass per channel of the layer",
                List.of(
                        "x * M lifts empty sky, which is below 0 after normalisation, to a faint haze that a network may"
                                + " read as a class of its own; 'towards black sky' avoids it.",
                        "A double softmax makes the weights nearly equal: the map is then the mean feature map, nearly"
                                + " the same for every class.",
                        "Weights are probabilities and never negative: evidence against the class doesn't show."));
    }

    /** The score whose values are the weights. */
    Target target(Question question) {
        Target.Kind kind = form == Form.PGC ? Target.Kind.LOGIT : Target.Kind.PROBABILITY;
        return new Target(kind, question.target().classIndex());
    }

    @Override
    public Explanation explain(Question question, Run run) {
        LayerPass pass = ClassActivationMap.pass(this, question, run);
        ClassActivationMap cam = new ClassActivationMap(pass, upsampling, signed);
        double[] weights = weights(question, run, cam);
        return cam.explanation(
                this,
                question,
                target(question),
                weights,
                full(question, cam, weights),
                new Caveats(this, question, run).ofScoreCam(cam, weights));
    }

    /** The map for some weights, H x W. */
    private double[] full(Question question, ClassActivationMap cam, double[] weights) {
        if (form != Form.AUTHORS) {
            return cam.enlarged(question, cam.low(weights));
        }
        // The authors sum enlarged channels; enlarging is linear, so only the ReLU has to wait.
        double[] full = cam.enlarged(question, cam.sum(weights));
        if (!signed) {
            ClassActivationMap.rectify(full);
        }
        return full;
    }

    /** The weight of each channel. */
    double[] weights(Question question, Run run, ClassActivationMap cam) {
        Tensor activation = cam.pass().activation();
        int channels = activation.axis(1);
        double[] scores = new double[channels];
        int batch = run.network().batch();
        for (int done = 0; done < channels; ) {
            int[] live = live(activation, done, batch);
            if (live.length > 0) {
                float[][] logits =
                        run.network().logits(live.length, (from, to) -> masked(question, activation, live, from, to));
                for (int b = 0; b < live.length; b++) {
                    scores[live[b]] = score(question, logits[b]);
                }
            }
            done = live.length < batch ? channels : live[live.length - 1] + 1;
            double[] soFar = form == Form.PGC ? softmax(scores, done) : scores;
            run.progress(done, channels, () -> Attribution.rounded(full(question, cam, soFar)));
        }
        return form == Form.PGC ? softmax(scores, channels) : scores;
    }

    /** The next channels from {@code first} that are worth a mask, at most {@code most}. */
    private int[] live(Tensor activation, int first, int most) {
        int pixels = activation.axis(2) * activation.axis(3);
        return IntStream.range(first, activation.axis(1))
                .filter(k ->
                        form != Form.AUTHORS || InputFacts.range(activation.values(), k * pixels, (k + 1) * pixels) > 0)
                .limit(most)
                .toArray();
    }

    /** The image through the masks of some of the channels. */
    private Tensor masked(Question question, Tensor activation, int[] channels, int from, int to) {
        ImageShape shape = question.shape();
        float[] x = question.x().values();
        int h = activation.axis(2);
        int w = activation.axis(3);
        float[] batch = new float[(to - from) * shape.size()];
        for (int b = 0; b < to - from; b++) {
            double[] low = new double[h * w];
            for (int i = 0; i < low.length; i++) {
                low[i] = activation.values()[channels[from + b] * h * w + i];
            }
            double[] mask = masks.enlarge(low, h, w, shape.height(), shape.width());
            scale(mask);
            for (int c = 0; c < shape.channels(); c++) {
                float empty = masking == Masking.TIMES ? 0 : question.blackSky()[c];
                for (int i = 0; i < shape.pixels(); i++) {
                    float value = x[c * shape.pixels() + i];
                    batch[b * shape.size() + c * shape.pixels() + i] = empty + (value - empty) * (float) mask[i];
                }
            }
        }
        return new Tensor(shape.batch(to - from), batch);
    }

    private void scale(double[] mask) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : mask) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        double range = largest
                - smallest
                + switch (form) {
                    case AUTHORS -> 0;
                    case PGC -> 1e-8;
                    case TFKV, PAPER -> 1e-7;
                };
        for (int i = 0; i < mask.length; i++) {
            mask[i] = range > 0 ? (mask[i] - smallest) / range : 0;
        }
    }

    private double score(Question question, float[] logits) {
        if (form == Form.PAPER) {
            double[] p = Target.probabilities(logits);
            return softmax(p, p.length)[question.target().classIndex()];
        }
        return target(question).value(logits);
    }

    /** The softmax of the first {@code n} values; 0 for the others. */
    private static double[] softmax(double[] values, int n) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, values[i]);
        }
        double[] softmax = new double[values.length];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            softmax[i] = Math.exp(values[i] - largest);
            sum += softmax[i];
        }
        for (int i = 0; i < n; i++) {
            softmax[i] /= sum;
        }
        return softmax;
    }
}
