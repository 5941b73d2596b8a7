package org.lobescope.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A model of a radio galaxy: jets, lobes, hot spots and a core as Gaussians, put together after what each kind looks like
 * (Fanaroff &amp; Riley 1974; Bridle &amp; Perley 1984 for jets; Hardcastle &amp; Croston 2020 for all of it). There is no physics in
 * it; sizes, fluxes and asymmetries are drawn from ranges that FIRST sources have.
 *
 * @param kind what it is
 * @param blobs its parts
 */
record Galaxy(SourceKind kind, List<Blob> blobs) {
    private static final int LOBE_PARTS = 60;

    Galaxy {
        blobs = List.copyOf(blobs);
    }

    /**
     * A galaxy of a kind.
     *
     * @param extent end to end, arcsec
     * @param flux total, mJy at 1.4 GHz
     */
    static Galaxy of(SourceKind kind, double extent, double flux, Random random) {
        double axis = 2 * Math.PI * random.nextDouble();
        List<Blob> parts = switch (kind) {
            case FRI -> edgeDarkened(axis, extent, bends(random, 0.25), 1, random);
            case BENT -> swept(axis, extent, 0.6 + 0.35 * random.nextDouble(), 0.8, random);
            case HEAD_TAIL -> swept(axis, extent, 1.15 + 0.2 * random.nextDouble(), 0.25, random);
            case FRII -> edgeBrightened(axis, extent, 0.05 * random.nextDouble(), random);
            case FRII_CORE -> edgeBrightened(axis, extent, 0.22 + 0.08 * random.nextDouble(), random);
            case HYBRID -> hybrid(axis, extent, random);
            case COMPACT -> compact(axis, extent, random);
        };
        double total = parts.stream().mapToDouble(Blob::flux).sum();
        return new Galaxy(
                kind, parts.stream().map(blob -> blob.times(flux / total)).toList());
    }

    private static double[] bends(Random random, double deviation) {
        return new double[] {deviation * random.nextGaussian(), deviation * random.nextGaussian()};
    }

    /** FRI: bright near the core, fading outwards. */
    private static List<Blob> edgeDarkened(double axis, double extent, double[] bend, double bendPower, Random random) {
        List<Blob> parts = new ArrayList<>();
        double balance = 0.3 + 0.4 * random.nextDouble();
        double arm = 0.55 + 0.08 * random.nextGaussian();
        double misaligned = 0.12 * random.nextGaussian();
        parts.addAll(plume(new Jet(axis, extent * arm, bend[0], bendPower), balance, random));
        parts.addAll(plume(
                new Jet(axis + Math.PI + misaligned, extent * (1.1 - arm), bend[1], bendPower), 1 - balance, random));
        parts.add(Blob.round(0, 0, 0.12 + 0.14 * random.nextDouble(), 0.3));
        return parts;
    }

    private static List<Blob> plume(Jet jet, double flux, Random random) {
        double fade = 2.0 + 1.4 * random.nextDouble();
        double flare = 0.05 + 0.07 * random.nextDouble();
        double opening = 0.13 + 0.08 * random.nextDouble();
        List<Blob> blobs = jet.blobs(
                jet.path(random),
                t -> (1 - Math.exp(-t / flare)) * Math.exp(-fade * t) + 0.02,
                t -> 0.9 + opening * jet.length() * t,
                0.75,
                random);
        return toTotal(blobs, flux);
    }

    /** Both jets swept to the same side; the more, the narrower the angle between the tails. */
    private static List<Blob> swept(double axis, double extent, double sweep, double bendPower, Random random) {
        double uneven = 0.15 * random.nextGaussian();
        List<Blob> parts = edgeDarkened(
                axis, extent * (1 + 0.35 * sweep), new double[] {sweep + uneven, -sweep + uneven}, bendPower, random);
        // The head of a tail is nearer to one end: the middle of the image is the middle of the source.
        double toTail = axis + Math.PI / 2;
        double shift = -0.25 * extent * Math.sin(sweep);
        return parts.stream()
                .map(b -> b.moved(shift * Math.sin(toTail), shift * Math.cos(toTail)))
                .toList();
    }

    /** FRII: lobes with hot spots at their far ends. */
    private static List<Blob> edgeBrightened(double axis, double extent, double core, Random random) {
        List<Blob> parts = new ArrayList<>();
        double arm = 0.5 + 0.05 * random.nextGaussian();
        double balance = Math.clamp(0.5 + 0.11 * random.nextGaussian(), 0.25, 0.75);
        double misaligned = 0.09 * random.nextGaussian();
        parts.addAll(lobe(axis, arm * extent, balance, random));
        parts.addAll(lobe(axis + Math.PI + misaligned, (1 - arm) * extent, 1 - balance, random));
        if (random.nextBoolean()) {
            parts.addAll(thinJet(axis, arm * extent, 0.03, random));
        }
        parts.add(Blob.round(0, 0, core / (1 - core), 0.3));
        return parts;
    }

    /** One lobe: a hot spot, and plasma that flowed back from it towards the core. */
    private static List<Blob> lobe(double direction, double length, double flux, Random random) {
        double hotSpot = 0.12 + 0.3 * random.nextDouble();
        double back = 0.35 + 0.35 * random.nextDouble();
        double thick = Math.max(1.2, length * (0.13 + 0.09 * random.nextDouble()));
        double aside = 0.3 * thick * random.nextGaussian();
        List<Blob> plasma = new ArrayList<>();
        for (int i = 0; i < LOBE_PARTS; i++) {
            double t = Math.pow(random.nextDouble(), 1.5); // from the hot spot back
            double along = length * (0.97 - back * t);
            double spread = thick * Math.sqrt(0.25 + t * (1.3 - t));
            double across = 0.6 * spread * random.nextGaussian() + aside * t;
            plasma.add(at(direction, along, across, Math.exp(0.7 * random.nextGaussian() - 1.1 * t), 0.55 * spread));
        }
        List<Blob> parts = new ArrayList<>(toTotal(plasma, flux * (1 - hotSpot)));
        double primary = 0.6 + 0.3 * random.nextDouble();
        parts.add(at(direction, length, aside * 0.3, flux * hotSpot * primary, 1.0));
        parts.add(at(direction, length * 0.93, aside - 0.5 * thick, flux * hotSpot * (1 - primary), 1.6));
        return parts;
    }

    private static List<Blob> thinJet(double direction, double length, double flux, Random random) {
        Jet jet = new Jet(direction, length * 0.95, 0, 1);
        return toTotal(jet.blobs(jet.path(random), t -> 1, t -> 0.6, 0.8, random), flux);
    }

    private static List<Blob> hybrid(double axis, double extent, Random random) {
        List<Blob> parts = new ArrayList<>();
        parts.addAll(plume(new Jet(axis, extent * 0.55, 0.2 * random.nextGaussian(), 1), 0.45, random));
        parts.addAll(lobe(axis + Math.PI, extent * 0.5, 0.45, random));
        parts.addAll(thinJet(axis + Math.PI, extent * 0.5, 0.03, random));
        parts.add(Blob.round(0, 0, 0.10 + 0.06 * random.nextDouble(), 0.3));
        return parts;
    }

    private static List<Blob> compact(double axis, double extent, Random random) {
        double away = extent * (0.3 + 0.4 * random.nextDouble());
        return List.of(Blob.round(0, 0, 1, 0.3), at(axis, away, 0, 0.25 * random.nextDouble(), 0.3 * extent));
    }

    /** A round part so far along a direction and so far to its right. */
    private static Blob at(double direction, double along, double across, double flux, double sigma) {
        return Blob.round(
                along * Math.sin(direction) + across * Math.cos(direction),
                along * Math.cos(direction) - across * Math.sin(direction),
                flux,
                sigma);
    }

    private static List<Blob> toTotal(List<Blob> blobs, double flux) {
        double total = blobs.stream().mapToDouble(Blob::flux).sum();
        return blobs.stream().map(blob -> blob.times(flux / total)).toList();
    }
}
