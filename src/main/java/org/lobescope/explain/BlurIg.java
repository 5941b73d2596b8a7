package org.lobescope.explain;

import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Explanation.Completeness;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Network;
import org.lobescope.network.Tensor;

/**
 * Blur Integrated Gradients (Xu, Venugopalan &amp; Sundararajan 2020, arXiv:2004.03383): the path goes from the blurred
 * image to the sharp one. {@code map = - sum_i (sigma_{i+1} - sigma_i) * dx/dsigma(sigma_i) * g(x(sigma_i))}, C x H x W,
 * with {@code x(sigma) = Gauss(x, sigma)}, {@code sigma_i = i * max/steps} and {@code dx/dsigma = (Gauss(x, sigma + h) -
 * Gauss(x, sigma)) / h}. The sky outside the image counts as 0. Double precision: in single precision the difference of
 * two blurred images loses five digits.
 *
 * @param steps gradients along the path
 * @param maxSigma of the widest Gaussian, px
 * @param gradientStep h, px
 * @param spreadTies whether pixels that tie in a max-pooling window share its gradient
 */
public record BlurIg(int steps, double maxSigma, double gradientStep, boolean spreadTies) implements Method {
    /** dS/dx at many points, each C x H x W. */
    @FunctionalInterface
    interface GradientField {
        double[][] at(double[][] points);
    }

    /** The constants of the paper's own code. */
    public static BlurIg reference() {
        return new BlurIg(100, 50, 0.01, false);
    }

    /** As the reference. */
    public static BlurIg paper() {
        return reference();
    }

    @Override
    public MethodId id() {
        return MethodId.BLUR_IG;
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option.Whole("steps", "Steps", "", "Gradients along the path.", steps, 1, 2000),
                new Option.Real("max-sigma", "Max sigma", "px", "The widest Gaussian.", maxSigma, 0.01, 1000),
                new Option.Real(
                        "gradient-step",
                        "Gradient step",
                        "px",
                        "The change of sigma that stands for the derivative.",
                        gradientStep,
                        1e-4,
                        1),
                PoolingTies.option(spreadTies));
    }

    @Override
    public BlurIg with(String key, Object value) {
        Settings s = Settings.changed(this, key, value);
        return new BlurIg(s.whole("steps"), s.real("max-sigma"), s.real("gradient-step"), s.flag(PoolingTies.KEY));
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "Brings the image into focus and adds up what each pixel did to the score on the way: needs no baseline"
                        + " image.",
                """
                x(sigma) = Gauss(x, sigma), zero outside the image, kernel cut at 4 sigma
                map = - sum_i (sigma_i+1 - sigma_i) * dx/dsigma * g(x(sigma_i))
                sum of the map = S(x) - S(x blurred by max sigma)""",
                List.of(
                        "Xu, Venugopalan & Sundararajan 2020, Attribution in Scale and Space, CVPR, arXiv:2004.03383",
                        "PAIR saliency 0.2.1, blur_ig.py",
                        MethodCard.STUDY),
                steps + " gradients, " + 2 * steps + " Gaussians",
                List.of(
                        "Blurred images look like extended emission: the network judges sources that nobody observed.",
                        "The zero border drags the sky level at the edges through the path.",
                        "Steps are even in sigma, so the smallest scales, where compact sources change most, get few."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        ImageShape shape = question.shape();
        Network network = PoolingTies.network(run, spreadTies);
        Blur blur = new Blur(shape, question.x().values());
        GradientField field = points -> gradients(network, question, points);
        Attribution attribution = integral(blur, field, run);
        float[] blurred = Attribution.rounded(blur.at(maxSigma));
        Completeness completeness = new Completeness(attribution.sum(), ScoreChange.between(question, blurred, run));
        return attribution.explanation(
                this,
                question,
                Sign.SIGNED,
                new Caveats(this, question, run).ofBlur(spreadTies),
                Optional.of(completeness));
    }

    /** The map's sum over the path, in batches of the network's size. */
    Attribution integral(Blur blur, GradientField field, Run run) {
        Attribution total = Attribution.zeros(blur.shape());
        double[] sum = total.values();
        for (int done = 0; done < steps; ) {
            int n = Math.min(run.network().batch(), steps - done);
            double[][] points = new double[n][];
            double[][] changes = new double[n][];
            for (int b = 0; b < n; b++) {
                double sigma = sigma(done + b);
                points[b] = blur.at(sigma);
                double[] next = blur.at(sigma + gradientStep);
                for (int i = 0; i < next.length; i++) {
                    next[i] = (next[i] - points[b][i]) / gradientStep;
                }
                changes[b] = next;
            }
            double[][] g = field.at(points);
            for (int b = 0; b < n; b++) {
                double width = sigma(done + b + 1) - sigma(done + b);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] -= width * changes[b][i] * g[b][i];
                }
            }
            done += n;
            run.progress(done, steps, total::map);
        }
        return total;
    }

    private double sigma(int i) {
        return i * maxSigma / steps;
    }

    private static double[][] gradients(Network network, Question question, double[][] points) {
        ImageShape shape = question.shape();
        int size = shape.size();
        float[] batch = new float[points.length * size];
        for (int b = 0; b < points.length; b++) {
            for (int i = 0; i < size; i++) {
                batch[b * size + i] = (float) points[b][i];
            }
        }
        float[] g = network.gradients(new Tensor(shape.batch(points.length), batch), question.target())
                .values()
                .values();
        double[][] gradients = new double[points.length][size];
        for (int b = 0; b < points.length; b++) {
            for (int i = 0; i < size; i++) {
                gradients[b][i] = g[b * size + i];
            }
        }
        return gradients;
    }
}
