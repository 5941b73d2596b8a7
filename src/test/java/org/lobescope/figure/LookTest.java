package org.lobescope.figure;

import java.nio.file.Path;
import java.util.*;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.*;
import org.lobescope.explain.*;
import org.lobescope.sky.*;

class LookTest {
    static void write(String name, PanelContent c, PanelStyle s) {
        PanelWriter.writePng(Path.of("/tmp/panel-" + name + ".png"), PanelFigure.of(c, s), 2240, 300);
    }

    static RadioImage image(RadioImage r, String name, Optional<Wcs> wcs) {
        return new RadioImage(name, r.width(), r.height(), r.pixels(), r.unit(), r.depth(), wcs, r.beam(), r.header());
    }

    @Test
    void look() {
        PanelContent c = Golden.content("resnets", "frii", "stage3", List.of("FRI", "FRII"));
        write("light", c, PanelStyle.DEFAULT);
        write("dark", c, PanelStyle.DEFAULT.withTheme(Theme.DARK));
        write(
                "inverted",
                c,
                PanelStyle.DEFAULT
                        .withImage(ImageStyle.DEFAULT.withInverted(true))
                        .withContours(true));
        PanelContent fri = Golden.content("resnets", "fri", "stage3", List.of("FRI", "FRII"));
        write("fri", fri, PanelStyle.DEFAULT.withSharedScale(true));
        write(
                "three",
                new PanelContent(
                        image(
                                c.image(),
                                "J140624.0+401200_a_rather_long_file_name_of_a_survey_cutout.fits",
                                c.image().wcs()),
                        c.prepared(),
                        "A classifier with a very long name that somebody typed in, ResNet-152",
                        List.of("Fanaroff-Riley class I with wide-angle tail and plume", "Fanaroff-Riley class II"),
                        c.logits(),
                        c.target(),
                        Optional.of(Preset.PAPER),
                        List.of(
                                c.explanations().get(0),
                                c.explanations().get(2),
                                c.explanations().get(7)),
                        "0.1.0"),
                PanelStyle.DEFAULT);
        write(
                "one",
                new PanelContent(
                        image(c.image(), "x", Optional.empty()),
                        c.prepared(),
                        "C",
                        List.of("FRI", "FRII"),
                        c.logits(),
                        c.target(),
                        Optional.empty(),
                        c.explanations().subList(2, 3),
                        "0.1.0"),
                PanelStyle.DEFAULT);
        PanelContent toy = Golden.content("toy", "frii", "relu2", List.of("alpha", "beta", "gamma"));
        float[] many = new float[14];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            many[i] = (i * 37 % 14) / 3f;
            names.add("morphological class number " + i);
        }
        var ex = new ArrayList<>(toy.explanations());
        ex.addAll(toy.explanations().subList(0, 3));
        write(
                "toy",
                new PanelContent(
                        image(toy.image(), "toy", toy.image().wcs().map(w -> w.cut(0, 0, 1))),
                        toy.prepared(),
                        "Toy",
                        names,
                        many,
                        new Target(Target.Kind.DIFFERENCE, 3),
                        Optional.empty(),
                        ex,
                        "0.1.0"),
                PanelStyle.DEFAULT.withColumns(4));
    }
}
