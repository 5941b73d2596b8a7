package org.lobescope.explain;

import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.explain.segment.Segmentation;

/**
 * XRAI (Kapishnikov et al. 2019, arXiv:1906.02825): regions instead of pixels. Two Integrated Gradients, from the darkest
 * and from the brightest constant image, are averaged; the image is segmented at several scales; again and again the
 * segment is taken whose not yet covered pixels have the highest mean attribution, and gives them that mean. H x W.
 *
 * @param points gradients on each of the two paths
 * @param segmentation how the segments are made
 * @param minAdded a segment that adds fewer pixels is dropped
 * @param spreadTies whether pixels that tie in a max-pooling window share its gradient
 */
public record Xrai(int points, Segmentation segmentation, int minAdded, boolean spreadTies) implements Method {
    /** The constants of the original code. */
    public static Xrai reference() {
        return new Xrai(100, Segmentation.reference(), 50, false);
    }

    /** As the reference. */
    public static Xrai paper() {
        return reference();
    }

    @Override
    public MethodId id() {
        return MethodId.XRAI;
    }

    @Override
    public List<Option> options() {
        return regions().options();
    }

    @Override
    public Xrai with(String key, Object value) {
        XraiRegions changed = XraiRegions.from(Settings.changed(this, key, value));
        return new Xrai(changed.points(), changed.segmentation(), changed.minAdded(), changed.spreadTies());
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "Ranks segments of the image by the mean attribution of their pixels, so that whole structures light up"
                        + " instead of single pixels.",
                """
                a = mean of Integrated Gradients from the constant images min(x) and max(x)
                segments: image resized, Felzenszwalb at several scales, dilated
                again and again: take the segment whose not yet covered pixels have the highest mean of a;
                  map = that mean on these pixels
                what is left over is a region of its own""",
                List.of(
                        "Kapishnikov, Bolukbasi, Viégas & Terry 2019, XRAI: Better Attributions Through Regions, ICCV,"
                                + " arXiv:1906.02825",
                        "Felzenszwalb & Huttenlocher 2004, Efficient Graph-Based Image Segmentation, IJCV 59, 167",
                        "PAIR saliency 0.2.1, xrai.py",
                        MethodCard.STUDY),
                2 * points + " gradients, shared with Fast XRAI",
                List.of(
                        "The constants were made for photographs of 224 x 224 pixels: a source smaller than the min size"
                                + " never gets a segment of its own.",
                        "Regions follow the image's brightness, not the network: an untrained network gives outlines of"
                                + " the source too.",
                        "The resize sees 0 outside the image, which puts a bright frame around dark sky and makes"
                                + " segments of it."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        Attribution map = new Attribution(
                XraiRegions.plane(question), regions().full(question, run).map());
        return map.explanation(
                this,
                question,
                Sign.SIGNED,
                new Caveats(this, question, run).ofRegions(segmentation, spreadTies),
                Optional.empty());
    }

    XraiRegions regions() {
        return new XraiRegions(points, segmentation, minAdded, spreadTies);
    }
}
