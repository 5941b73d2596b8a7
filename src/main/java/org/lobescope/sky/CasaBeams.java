package org.lobescope.sky;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import org.lobescope.Problem;

/** The table BEAMS that CASA writes for a cube with a beam of its own in every plane (CASAMBM = T). */
final class CasaBeams {
    private CasaBeams() {}

    /**
     * The beam of a plane.
     *
     * @param header of the image
     * @throws Problem where the table is damaged
     */
    static Optional<Beam> of(
            nom.tam.util.FitsFile in, List<FitsHdu> units, FitsAxes axes, int plane, FitsHeader header) {
        if (!header.isTrue("CASAMBM")) {
            return Optional.empty();
        }
        Optional<FitsHdu> table = units.stream()
                .filter(u -> u.extension().equals("BINTABLE") && u.name().equals("BEAMS"))
                .findFirst();
        if (table.isEmpty()) {
            throw new Problem("The card CASAMBM = T tells of a table BEAMS that the file does not have.");
        }
        try {
            return beam(in, table.get(), channel(axes, plane, header), polarisation(axes, plane, header));
        } catch (IOException | RuntimeException e) {
            throw new Problem("The table BEAMS cannot be read.", e);
        }
    }

    private static int channel(FitsAxes axes, int plane, FitsHeader header) {
        return along(axes, plane, header, "FREQ", "VRAD", "VOPT", "VELO", "WAVE");
    }

    private static int polarisation(FitsAxes axes, int plane, FitsHeader header) {
        return along(axes, plane, header, "STOKES");
    }

    private static int along(FitsAxes axes, int plane, FitsHeader header, String... types) {
        int[] position = axes.position(plane);
        for (int axis : axes.others()) {
            String type = header.text("CTYPE" + (axis + 1)).orElse("");
            for (String t : types) {
                if (type.startsWith(t)) {
                    return position[axis];
                }
            }
        }
        return 0;
    }

    private static Optional<Beam> beam(nom.tam.util.FitsFile in, FitsHdu unit, int channel, int polarisation)
            throws IOException {
        in.seek(unit.dataAt());
        BinaryTable table = new BinaryTable(unit.raw());
        table.read(in);
        BinaryTableHDU beams = new BinaryTableHDU(unit.raw(), table);
        int major = beams.findColumn("BMAJ");
        int minor = beams.findColumn("BMIN");
        int angle = beams.findColumn("BPA");
        int channels = beams.findColumn("CHAN");
        int polarisations = beams.findColumn("POL");
        for (int row = 0; row < beams.getNRows(); row++) {
            if ((channels < 0 || (int) table.getDouble(row, channels) == channel)
                    && (polarisations < 0 || (int) table.getDouble(row, polarisations) == polarisation)) {
                double size = table.getDouble(row, major);
                return size > 0
                        ? Optional.of(new Beam(
                                size * degrees(unit, major),
                                table.getDouble(row, minor) * degrees(unit, minor),
                                table.getDouble(row, angle)))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static double degrees(FitsHdu unit, int column) {
        String symbol = unit.header().text("TUNIT" + (column + 1)).orElse("arcsec");
        return symbol.equals("deg") ? 1 : 1 / 3600.0;
    }
}
