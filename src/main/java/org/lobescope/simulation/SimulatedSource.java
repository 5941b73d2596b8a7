package org.lobescope.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lobescope.sky.FitsWriter;
import org.lobescope.sky.HeaderCard;

/**
 * A simulated image and the truth about it.
 *
 * @param kind what it is
 * @param seed that it was drawn with
 * @param simulation how it was looked at
 * @param extent end to end, arcsec
 * @param flux total, mJy at 1.4 GHz
 * @param longitude right ascension of the image's centre, deg, J2000
 * @param latitude declination of the image's centre, deg
 * @param pixels size x size, Jy/beam, row 0 in the south, column 0 in the east
 */
@SuppressWarnings("ArrayRecordComponent")
public record SimulatedSource(
        SourceKind kind,
        long seed,
        Simulation simulation,
        double extent,
        double flux,
        double longitude,
        double latitude,
        float[] pixels) {

    /** The name in files and lists: {@code frii-core-000012}. */
    public String name() {
        return String.format(Locale.ROOT, "%s-%06d", kind.id(), seed);
    }

    /**
     * Writes the image with its coordinates, beam, unit and how it was made.
     *
     * @throws org.lobescope.Problem when it could not be written
     */
    public void write(Path file) {
        int size = simulation.size();
        FitsWriter.write(file, List.of(new FitsWriter.Image("", size, size, pixels, cards())));
    }

    private List<HeaderCard> cards() {
        Survey survey = simulation.survey();
        double step = survey.pixelScale() / 3600;
        double centre = (simulation.size() + 1) / 2.0;
        List<HeaderCard> cards = new ArrayList<>(List.of(
                HeaderCard.text("OBJECT", "SIM-" + kind.name().replace('_', '-'), "simulated, not an observation"),
                HeaderCard.text("BUNIT", "JY/BEAM", ""),
                HeaderCard.text("CTYPE1", "RA---TAN", ""),
                HeaderCard.text("CUNIT1", "deg", ""),
                HeaderCard.number("CRVAL1", longitude, ""),
                HeaderCard.number("CRPIX1", centre, ""),
                HeaderCard.number("CDELT1", -step, ""),
                HeaderCard.text("CTYPE2", "DEC--TAN", ""),
                HeaderCard.text("CUNIT2", "deg", ""),
                HeaderCard.number("CRVAL2", latitude, ""),
                HeaderCard.number("CRPIX2", centre, ""),
                HeaderCard.number("CDELT2", step, ""),
                HeaderCard.text("RADESYS", "FK5", ""),
                HeaderCard.number("EQUINOX", 2000.0, "")));
        cards.addAll(survey.beam().cards());
        cards.add(HeaderCard.number("RESTFRQ", survey.frequency() * 1e6, "Hz"));
        cards.add(HeaderCard.text("ORIGIN", "Lobescope simulation", ""));
        cards.add(HeaderCard.history(String.format(
                Locale.ROOT,
                "Simulated as seen by %s: %s of %.1f arcsec and %.1f mJy at 1.4 GHz, %.3g mJy/beam noise, seed %d,"
                        + " %d companions.",
                survey.name(),
                kind.id(),
                extent,
                flux,
                survey.noise(),
                seed,
                simulation.neighbours())));
        return cards;
    }
}
