package org.lobescope.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.Problems;
import org.lobescope.sky.SkyPosition;

class LabelledImagesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsClassFoldersInsideSplits() throws IOException {
        file("train/FRI/164.399_-2.571_0_Gendre.png");
        file("train/FRII/b.fits.gz");
        file("test/FRI/c.png");
        file("test/FRII/d.png");
        file("test/FRII/notes.txt");
        LabelledImages data = LabelledImages.read(folder, null, "", Where.ALL);
        assertEquals(List.of("FRI", "FRII"), data.classes());
        assertEquals(List.of("c", "d", "164.399_-2.571_0_Gendre", "b"), names(data));
        assertEquals(2, data.split(LabelledImage.TRAIN).size());
        assertEquals(
                new SkyPosition(164.399, -2.571),
                data.images().get(2).position().orElseThrow());
        assertEquals(List.of("c", "d"), names(LabelledImages.read(folder, null, "", Where.of(List.of("split=test")))));
    }

    @Test
    void readsATable() throws IOException {
        file("png/a.png");
        file("png/b.png");
        file("png/c.png");
        Path table = table(
                "name,fr_class,split,remark,ra_deg,dec_deg",
                "a,FRII,train,\"bent, \"\"faint\"\"\",10.5,-3",
                "b,FRI,test,,11,4",
                "c,FRI,train,,12,5");
        LabelledImages data =
                LabelledImages.read(table, null, LabelledImages.CLASS_COLUMN, Where.of(List.of("split=train")));
        assertEquals(List.of("a", "c"), names(data));
        assertEquals("bent, \"faint\"", data.images().getFirst().columns().get("remark"));
        assertEquals(
                new SkyPosition(10.5, -3), data.images().getFirst().position().orElseThrow());
        assertEquals(1, data.index(data.images().getFirst()));
        Where either = Where.of(List.of("split=train", "split=test", "fr_class=FRI"));
        assertEquals(List.of("b", "c"), names(LabelledImages.read(table, null, "fr_class", either)));
        Where others = Where.of(List.of("fr_class=FRI", "name!=c", "name!=none"));
        assertEquals(List.of("b"), names(LabelledImages.read(table, null, "fr_class", others)));
        assertEquals("fr_class=FRI,name!=c,name!=none", others.toString());
    }

    @Test
    void whatLiesNearATestSourceIsNotLearntFrom() throws IOException {
        Path table = table(
                "name,fr_class,split,ra_deg,dec_deg",
                "a,FRI,test,10.0,0.0",
                "b,FRII,test,10.0,0.01",
                "c,FRI,train,10.03,0.0",
                "d,FRII,valid,10.04,0.0",
                "e,FRI,train,50.0,0.0");
        for (String name : List.of("a", "b", "c", "d", "e")) {
            file(name + ".png");
        }
        LabelledImages all = LabelledImages.read(table, null, "fr_class", Where.ALL);
        assertEquals(List.of("a", "b", "d", "e"), names(all.clearOfTests(2)));
        assertEquals(List.of("a", "b", "e"), names(all.clearOfTests(3)));
        assertEquals(names(all), names(all.clearOfTests(0)));
    }

    @Test
    void tellsWhatIsWrong() throws IOException {
        file("FRI/a.png");
        Files.createDirectories(folder.resolve("FRII"));
        tells("FRII holds no FITS or PNG image", folder, "fr_class", Where.ALL);
        Path table = table("name,fr_class", "a,FRI", "z,FRII");
        tells("no FITS or PNG image z (line 3", table, "fr_class", Where.of(List.of("fr_class=FRII")));
        tells("no column 'morphology'", table, "morphology", Where.ALL);
        tells("no column 'remark'", table, "fr_class", Where.of(List.of("remark!=bad")));
        tells("no column 'split'", table, "fr_class", Where.of(List.of("split=test")));
        tells("no folder or table", folder.resolve("none.csv"), "fr_class", Where.ALL);
        tells("Line 2", table("name,fr_class", "a"), "fr_class", Where.ALL);
        assertThrows(Problem.class, () -> Where.of(List.of("split")));
    }

    @Test
    void measuresAngles() {
        SkyPosition a = new SkyPosition(359.99, 60);
        assertEquals(0.6, Positions.arcminBetween(a, new SkyPosition(0.01, 60)), 1e-4);
        assertEquals(120, Positions.arcminBetween(a, new SkyPosition(359.99, 62)), 1e-9);
    }

    private void tells(String words, Path data, String column, Where where) {
        String message = Problems.sentence(() -> LabelledImages.read(data, null, column, where));
        assertTrue(message.contains(words), message);
    }

    private static List<String> names(LabelledImages data) {
        return data.images().stream().map(LabelledImage::name).toList();
    }

    private Path table(String... lines) throws IOException {
        Path table = folder.resolve("labels.csv");
        Files.write(table, List.of(lines));
        return table;
    }

    private void file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }
}
