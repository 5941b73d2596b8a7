package org.lobescope.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.file.ModelFile;

/** The system's file dialogs. */
final class FileDialogs implements Dialogs {
    private final Window owner;
    private @Nullable File folder;

    FileDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public List<Path> chooseImages(List<Path> recent) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open radio images");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(
                                "Images",
                                "*.fits",
                                "*.fit",
                                "*.fts",
                                "*.fits.gz",
                                "*.fits.fz",
                                "*.fz",
                                "*.png",
                                "*.jpg",
                                "*.jpeg",
                                "*.FITS",
                                "*.FIT",
                                "*.PNG",
                                "*.JPG"),
                        new ExtensionFilter("All files", "*"));
        if (folder == null && !recent.isEmpty()) {
            startIn(recent.getFirst().toAbsolutePath().getParent());
        }
        File start = folder;
        if (start != null && start.isDirectory()) {
            chooser.setInitialDirectory(start);
        }
        List<File> chosen = chooser.showOpenMultipleDialog(owner);
        if (chosen == null || chosen.isEmpty()) {
            return List.of();
        }
        folder = chosen.getFirst().getParentFile();
        return chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> chooseModel() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Add a model file");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(
                                "Networks",
                                ModelFile.ENDINGS.stream().map(e -> "*" + e).toList()),
                        new ExtensionFilter("All files", "*"));
        return remember(show(chooser, false));
    }

    @Override
    public Optional<Path> chooseSession() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a session, or a figure that carries one");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter("Sessions and figures", "*.json", "*.png", "*.pdf", "*.svg"),
                        new ExtensionFilter("All files", "*"));
        return remember(show(chooser, false));
    }

    @Override
    public Optional<Path> saveSession(String suggestedName) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the session");
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(new ExtensionFilter("Session", "*.json"));
        return remember(show(chooser, true));
    }

    @Override
    public Optional<Path> locate(String what, Path expected) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Where is " + what + " " + expected.getFileName() + " now?");
        String name = String.valueOf(expected.getFileName());
        chooser.getExtensionFilters().addAll(new ExtensionFilter(name, name), new ExtensionFilter("All files", "*"));
        return remember(show(chooser, false));
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseFigure(String suggestedName) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the figure");
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter("PNG picture", "*.png"),
                        new ExtensionFilter("PDF document", "*.pdf"),
                        new ExtensionFilter("SVG drawing", "*.svg"));
        return remember(show(chooser, true));
    }

    private @Nullable File show(FileChooser chooser, boolean save) {
        File start = folder;
        if (start != null && start.isDirectory()) {
            chooser.setInitialDirectory(start);
        }
        return save ? chooser.showSaveDialog(owner) : chooser.showOpenDialog(owner);
    }

    private void startIn(@Nullable Path path) {
        if (path != null) {
            folder = path.toFile();
        }
    }

    private Optional<Path> remember(@Nullable File chosen) {
        if (chosen == null) {
            return Optional.empty();
        }
        folder = chosen.getParentFile();
        return Optional.of(chosen.toPath());
    }
}
