package org.lobescope.figure;

import java.util.List;
import org.lobescope.explain.MethodId;

/** Figure options that are being changed: the one place where all of them are copied. */
final class FigureDraft {
    List<MethodId> tiles;
    boolean source;
    boolean words;
    boolean letters;
    int columns;
    double width;
    double fontSize;
    FontFamily font;
    Paper paper;
    FigureOptions.ColorBars colorBars;
    FigureOptions.Axes axes;
    boolean beam;
    boolean scaleBar;
    double redshift;
    List<Double> mapContours;
    double dpi;

    /** A draft that begins with these options. */
    FigureDraft(FigureOptions from) {
        tiles = from.tiles();
        source = from.source();
        words = from.words();
        letters = from.letters();
        columns = from.columns();
        width = from.width();
        fontSize = from.fontSize();
        font = from.font();
        paper = from.paper();
        colorBars = from.colorBars();
        axes = from.axes();
        beam = from.beam();
        scaleBar = from.scaleBar();
        redshift = from.redshift();
        mapContours = from.mapContours();
        dpi = from.dpi();
    }

    /** What came of it. */
    FigureOptions options() {
        return new FigureOptions(
                tiles,
                source,
                words,
                letters,
                columns,
                width,
                fontSize,
                font,
                paper,
                colorBars,
                axes,
                beam,
                scaleBar,
                redshift,
                mapContours,
                dpi);
    }
}
