package org.lobescope.sky;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;

/**
 * World coordinates as FITS headers tell them: a linear map of the pixels (CD, or PC and CDELT, or CDELT and CROTA), a
 * projection, and a rotation of the sphere.
 */
public final class CelestialWcs implements Wcs {
    private final CelestialFrame frame;
    private final String code;
    private final Optional<Projection> projection;
    private final Optional<SphereRotation> rotation;
    private final Reference reference;
    private final LinearMap pixels;

    /**
     * What the cards say about the reference point.
     *
     * @param latitudeFirst whether the latitude is the first of the two axes
     * @param sky CRVAL, deg
     * @param parameters PVi_1 and PVi_2 of the latitude axis
     */
    private record Reference(
            boolean latitudeFirst, SkyPosition sky, double lonPole, double latPole, SkyPosition parameters) {}

    private CelestialWcs(
            CelestialFrame frame,
            String code,
            Optional<Projection> projection,
            Optional<SphereRotation> rotation,
            Reference reference,
            LinearMap pixels) {
        this.frame = frame;
        this.code = code;
        this.projection = projection;
        this.rotation = rotation;
        this.reference = reference;
        this.pixels = pixels;
    }

    /**
     * The coordinates of an array of two axes; empty where the header tells none.
     *
     * @throws Problem where a card is broken or the projection is not known
     */
    public static Optional<Wcs> of(FitsHeader header) {
        return of(header, 0, 1, new int[2]);
    }

    /**
     * The coordinates of one plane of an array.
     *
     * @param column axis of the image's columns, from 0
     * @param row axis of the image's rows, from 0
     * @param position of the plane along every axis, from 0
     */
    static Optional<Wcs> of(FitsHeader header, int column, int row, int[] position) {
        Optional<CelestialAxes> found = CelestialAxes.of(header);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        CelestialAxes axes = found.get();
        int lon = axes.longitude() + 1;
        int lat = axes.latitude() + 1;
        double lonUnit = degrees(header, lon);
        double latUnit = degrees(header, lat);
        SkyPosition sky =
                new SkyPosition(header.number("CRVAL" + lon, 0) * lonUnit, header.number("CRVAL" + lat, 0) * latUnit);
        String pv = "PV" + lat + "_";
        SkyPosition parameters = new SkyPosition(header.number(pv + 1, 0), header.number(pv + 2, 0));
        String code = axes.projection();
        Optional<Projection> projection = Optional.empty();
        Optional<SphereRotation> rotation = Optional.empty();
        double lonPole = 0;
        double latPole = 90;
        if (!code.isEmpty()) {
            Projection known = Projection.of(code, parameters.longitude(), parameters.latitude(), sky.latitude())
                    .orElseThrow(() -> new Problem("The projection " + code + " in the card CTYPE" + lon
                            + " is none of TAN, SIN, NCP, ARC, STG, ZEA, CAR, SFL."));
            double theta0 = known.referenceLatitude();
            lonPole = header.number("LONPOLE")
                    .orElse(header.number("PV" + lon + "_3", sky.latitude() >= theta0 ? 0 : 180));
            latPole = header.number("LATPOLE").orElse(header.number("PV" + lon + "_4", 90));
            projection = Optional.of(known);
            rotation = Optional.of(SphereRotation.of(theta0, sky.longitude(), sky.latitude(), lonPole, latPole));
        }
        LinearMap pixels = LinearMap.of(header, axes, column, row, position, lonUnit, latUnit);
        Reference reference = new Reference(lat < lon, sky, lonPole, latPole, parameters);
        return Optional.of(new CelestialWcs(
                CelestialFrame.of(header, axes.system()), code, projection, rotation, reference, pixels));
    }

    private static double degrees(FitsHeader header, int axis) {
        String unit = header.text("CUNIT" + axis).orElse("deg").toLowerCase(Locale.ROOT);
        return switch (unit) {
            case "arcmin" -> 1 / 60.0;
            case "arcsec" -> 1 / 3600.0;
            case "mas" -> 1 / 3600e3;
            case "rad" -> Projection.RADIUS;
            default -> {
                if (unit.startsWith("deg")) {
                    yield 1;
                }
                throw new Problem("The card CUNIT" + axis + " = '" + unit + "' is no unit of angle.");
            }
        };
    }

    @Override
    public Optional<SkyPosition> toSky(PixelPosition pixel) {
        Projection.Point plane = pixels.toPlane(pixel);
        if (projection.isEmpty() || rotation.isEmpty()) {
            double latitude = reference.sky.latitude() + plane.y();
            return Math.abs(latitude) > 90
                    ? Optional.empty()
                    : Optional.of(
                            new SkyPosition(SphereRotation.positive(reference.sky.longitude() + plane.x()), latitude));
        }
        Projection.Point nativePoint = projection.get().toNative(plane.x(), plane.y());
        return Optional.ofNullable(nativePoint).map(p -> rotation.get().toSky(p.x(), p.y()));
    }

    @Override
    public Optional<PixelPosition> toPixel(SkyPosition sky) {
        return Optional.ofNullable(plane(sky)).map(pixels::toPixel);
    }

    private Projection.@Nullable Point plane(SkyPosition sky) {
        if (projection.isEmpty() || rotation.isEmpty()) {
            double turn = SphereRotation.positive(sky.longitude() - reference.sky.longitude() + 180) - 180;
            return new Projection.Point(turn, sky.latitude() - reference.sky.latitude());
        }
        Projection.Point nativePoint = rotation.get().toNative(sky);
        return projection.get().toPlane(nativePoint.x(), nativePoint.y());
    }

    @Override
    public double scale() {
        return Math.sqrt(Math.abs(pixels.determinant()));
    }

    @Override
    public String frame() {
        return frame.name();
    }

    @Override
    public Wcs cut(double x, double y, double step) {
        return new CelestialWcs(frame, code, projection, rotation, reference, pixels.cut(x, y, step));
    }

    @Override
    public List<HeaderCard> cards() {
        List<HeaderCard> cards = new ArrayList<>();
        int lon = reference.latitudeFirst ? 2 : 1;
        int lat = 3 - lon;
        for (int axis = 1; axis <= 2; axis++) {
            boolean longitude = axis == lon;
            cards.add(HeaderCard.text("CTYPE" + axis, frame.type(longitude, code), ""));
            cards.add(HeaderCard.text("CUNIT" + axis, "deg", ""));
            cards.add(HeaderCard.number(
                    "CRVAL" + axis, longitude ? reference.sky.longitude() : reference.sky.latitude(), ""));
        }
        cards.addAll(pixels.cards(lon));
        if (!code.isEmpty()) {
            cards.add(HeaderCard.number("LONPOLE", reference.lonPole, "native longitude of the celestial pole"));
            cards.add(HeaderCard.number("LATPOLE", reference.latPole, "celestial latitude of the native pole"));
        }
        if (reference.parameters.longitude() != 0 || reference.parameters.latitude() != 0) {
            cards.add(HeaderCard.number("PV" + lat + "_1", reference.parameters.longitude(), "projection parameter"));
            cards.add(HeaderCard.number("PV" + lat + "_2", reference.parameters.latitude(), "projection parameter"));
        }
        cards.addAll(frame.cards());
        return cards;
    }
}
