package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;

class ChosenImagesTest {
    @TempDir
    Path folder;

    private String input = "";

    private ChosenImages chosen() {
        return new ChosenImages(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                file -> file.toString().endsWith(".xrai.fits"));
    }

    private List<String> found(ChosenImages chosen) {
        return chosen.files().stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }

    @Test
    void aFolderIsItsImagesAndThoseOfItsFoldersByName() throws IOException {
        write(
                "b.fits",
                "a.FITS",
                "c/d.fits.gz",
                "c/a.fts",
                "c/e/f.fz",
                "g.fit",
                "h.png",
                "i.jpg",
                "j.JPEG",
                "c/readme.txt",
                "table.csv",
                ".hidden.fits",
                ".cache/x.fits",
                "b.xrai.fits",
                "fits");
        ChosenImages chosen = chosen();
        chosen.add(folder);
        assertEquals(
                List.of("a.FITS", "b.fits", "c/a.fts", "c/d.fits.gz", "c/e/f.fz", "g.fit", "h.png", "i.jpg", "j.JPEG"),
                found(chosen));
        chosen.add(folder.resolve("c"));
        chosen.add(folder.resolve("c").resolve("..").resolve("b.fits"));
        assertEquals(9, chosen.files().size(), "each once");
    }

    @Test
    void aFolderThatLeadsBackToItselfEnds() throws IOException {
        write("c/a.fits");
        Files.createSymbolicLink(folder.resolve("c").resolve("loop"), folder);
        ChosenImages chosen = chosen();
        chosen.add(folder);
        assertEquals(List.of("c/a.fits"), found(chosen));
    }

    @Test
    void aListNamesFilesAndFoldersRelativeToItself() throws IOException {
        write("lists/x.fits", "lists/more/z.png", "lists/more/y.png");
        Path list = folder.resolve("lists").resolve("all.txt");
        Files.writeString(
                list, "# my sources\n\nx.fits\r\n  more \n" + folder.resolve("lists/x.fits") + "\nnone.fits\n");
        ChosenImages named = chosen();
        named.addList(list.toString());
        assertEquals(List.of("lists/x.fits", "lists/more/y.png", "lists/more/z.png", "lists/none.fits"), found(named));
        ChosenImages at = chosen();
        at.add(Path.of("@" + list));
        assertEquals(List.copyOf(named.files()), List.copyOf(at.files()));
    }

    @Test
    void theStandardInputIsAListOfTheWorkingFolder() {
        input = "one.fits\ntwo ä.fits\n";
        for (boolean at : List.of(true, false)) {
            ChosenImages chosen = chosen();
            if (at) {
                chosen.add(Path.of("@-"));
            } else {
                chosen.addList("-");
            }
            assertEquals(List.of(Path.of("one.fits"), Path.of("two ä.fits")), List.copyOf(chosen.files()));
        }
    }

    @Test
    void aFileMayBeginWithTheSign() throws IOException {
        write("@m87.fits");
        Path file = folder.resolve("@m87.fits");
        ChosenImages chosen = chosen();
        chosen.add(file);
        assertEquals(List.of(file), List.copyOf(chosen.files()));
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        write("empty/readme.txt");
        Files.write(folder.resolve("binary.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 10});
        Files.writeString(folder.resolve("blank.txt"), "\n# nothing\n");
        problem("empty", chosen -> chosen.add(folder.resolve("empty")));
        problem("none.txt", chosen -> chosen.addList(folder.resolve("none.txt").toString()));
        problem(
                "binary.txt",
                chosen -> chosen.addList(folder.resolve("binary.txt").toString()));
        problem(
                "blank.txt",
                chosen -> chosen.addList(folder.resolve("blank.txt").toString()));
        problem("standard input", chosen -> chosen.addList("-"));
    }

    private void problem(String about, java.util.function.Consumer<ChosenImages> action) {
        Problem problem = assertThrows(Problem.class, () -> action.accept(chosen()));
        assertTrue(String.valueOf(problem.getMessage()).contains(about), problem.getMessage());
    }
}
