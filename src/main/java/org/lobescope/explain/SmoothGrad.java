package org.lobescope.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Network;
import org.lobescope.network.Tensor;

/**
 * SmoothGrad: {@code map = mean over n of g(x + n)}, n ~ N(0, sigma), sigma = noise (max x - min x) (Smilkov et al. 2017,
 * arXiv:1706.03825). The squared form averages {@code g^2} (default of the tf-keras-vis and PAIR libraries).
 *
 * <p>The noise is {@code nextGaussian()} of the JDK's generator L64X128MixRandom (Steele &amp; Vigna 2021) with the given
 * seed, C x H x W values per sample in row-major order, one sample after another: a seed gives the same map on any number
 * of workers.
 *
 * @param samples noisy images
 * @param noise sigma as a part of the range of x
 * @param statistic what is averaged
 * @param seed of the noise
 */
public record SmoothGrad(int samples, double noise, Statistic statistic, int seed) implements Method {
    /** What is averaged over the noisy images. */
    public enum Statistic implements Option.Named {
        /** The signed gradient, as in the paper. */
        MEAN("mean", "gradient"),
        /** The squared gradient: never negative, no sign. */
        MEAN_OF_SQUARES("squared", "gradient squared");

        private final String id;
        private final String label;

        Statistic(String id, String label) {
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

    /** Standard normal noise, one image (C x H x W) after another. */
    @FunctionalInterface
    interface Noise {
        float[] next();

        /** The noise of a seed. */
        static Noise of(int seed, int size) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            return () -> {
                float[] image = new float[size];
                for (int i = 0; i < size; i++) {
                    image[i] = (float) random.nextGaussian();
                }
                return image;
            };
        }
    }

    /** 25 samples of 15 % noise, mean of the gradients. */
    public static SmoothGrad reference() {
        return new SmoothGrad(25, 0.15, Statistic.MEAN, 1);
    }

    /** As the reference, but the mean of the squared gradients. */
    public static SmoothGrad paper() {
        return new SmoothGrad(25, 0.15, Statistic.MEAN_OF_SQUARES, 1);
    }

    @Override
    public MethodId id() {
        return MethodId.SMOOTHGRAD;
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option.Whole("samples", "Samples", "", "Noisy copies of the image.", samples, 1, 10_000),
                new Option.Real(
                        "noise", "Noise", "of the range", "Sigma of the noise, as a part of max - min.", noise, 0, 10),
                Option.choice("statistic", "Average of", "What is averaged over the copies.", statistic),
                new Option.Whole("seed", "Seed", "", "Another seed, other noise.", seed, 0, Integer.MAX_VALUE));
    }

    @Override
    public SmoothGrad with(String key, Object value) {
        Settings s = Settings.changed(this, key, value);
        return new SmoothGrad(
                s.whole("samples"), s.real("noise"), s.choice("statistic", Statistic.class), s.whole("seed"));
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "The gradient averaged over noisy copies of the image, so that what depends on single pixels cancels.",
                """
                map = mean over n of g(x + n),  g = dS/dx
                n ~ N(0, sigma),  sigma = noise * (max x - min x)
                squared form: mean over n of g(x + n)^2""",
                List.of(
                        "Smilkov, Thorat, Kim, Viégas & Wattenberg 2017, SmoothGrad, arXiv:1706.03825",
                        MethodCard.STUDY),
                samples + (samples == 1 ? " gradient" : " gradients"),
                List.of(
                        "The noise is far above that of a clipped image: the network sees skies that it was never"
                                + " trained on.",
                        "The squared form has no sign and favours pixels whose gradient is unstable.",
                        "Another seed gives a slightly different map; more samples make it steadier. The noise comes from"
                                + " L64X128MixRandom."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        return explain(question, run, Noise.of(seed, question.shape().size()));
    }

    /** The explanation with the given noise. */
    Explanation explain(Question question, Run run, Noise unit) {
        ImageShape shape = question.shape();
        float[] x = question.x().values();
        float sigma = (float) (noise * InputFacts.range(x));
        Attribution total = Attribution.zeros(shape);
        for (int done = 0; done < samples; ) {
            int n = Math.min(run.network().batch(), samples - done);
            float[] batch = new float[n * x.length];
            for (int b = 0; b < n; b++) {
                float[] one = unit.next();
                for (int i = 0; i < x.length; i++) {
                    batch[b * x.length + i] = x[i] + one[i] * sigma;
                }
            }
            add(total.values(), run.network(), new Tensor(shape.batch(n), batch), question.target());
            done += n;
            int now = done;
            run.progress(done, samples, () -> total.times(1.0 / now).map());
        }
        return total.times(1.0 / samples)
                .explanation(
                        this,
                        question,
                        statistic == Statistic.MEAN ? Sign.SIGNED : Sign.NON_NEGATIVE,
                        new Caveats(this, question, run).ofNoise(),
                        Optional.empty());
    }

    private void add(double[] total, Network network, Tensor noisy, Target target) {
        if (statistic == Statistic.MEAN) {
            float[] ones = new float[noisy.axis(0)];
            Arrays.fill(ones, 1);
            float[] sum = network.summedGradient(noisy, ones, target).values();
            for (int i = 0; i < total.length; i++) {
                total[i] += sum[i];
            }
        } else {
            float[] g = network.gradients(noisy, target).values().values();
            for (int i = 0; i < g.length; i++) {
                total[i % total.length] += (double) g[i] * g[i];
            }
        }
    }
}
