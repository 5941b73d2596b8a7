package org.lobescope.sky;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The restoring beam of a radio image, an elliptical Gaussian.
 *
 * @param major full width at half maximum of the major axis, deg
 * @param minor full width at half maximum of the minor axis, deg
 * @param positionAngle of the major axis, deg, from north through east
 */
public record Beam(double major, double minor, double positionAngle) {
    private static final String NUMBER = "\\s*([-+.0-9EeDd]+)";
    private static final Pattern AIPS =
            Pattern.compile("AIPS\\s+CLEAN\\s+BMAJ=" + NUMBER + "\\s+BMIN=" + NUMBER + "(?:\\s+BPA=" + NUMBER + ")?");

    /**
     * The beam that a header tells: its cards BMAJ, BMIN and BPA, else the last {@code HISTORY AIPS CLEAN BMAJ= BMIN=
     * BPA=}, for AIPS writes one each time it cleans.
     *
     * @throws org.lobescope.Problem when a card holds no number
     */
    public static Optional<Beam> of(FitsHeader header) {
        double major = header.number("BMAJ", 0);
        if (major > 0) {
            double minor = header.number("BMIN", major);
            return Optional.of(new Beam(major, minor > 0 ? minor : major, header.number("BPA", 0)));
        }
        return header.history()
                .map(AIPS::matcher)
                .filter(Matcher::find)
                .reduce((earlier, later) -> later)
                .map(m -> new Beam(number(m, 1), number(m, 2), number(m, 3)))
                .filter(beam -> beam.major > 0 && beam.minor > 0);
    }

    private static double number(Matcher match, int group) {
        String text = match.group(group);
        try {
            return text == null ? 0 : Double.parseDouble(text.replace('D', 'E').replace('d', 'e'));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The cards that say the same. */
    public List<HeaderCard> cards() {
        return List.of(
                HeaderCard.number("BMAJ", major, "major axis of the beam, deg"),
                HeaderCard.number("BMIN", minor, "minor axis of the beam, deg"),
                HeaderCard.number("BPA", positionAngle, "position angle of the beam, deg"));
    }
}
