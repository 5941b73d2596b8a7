package org.lobescope.ui;

import java.io.File;
import java.util.List;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.lobescope.network.file.ModelFile;

/** Files dropped onto the window: images are opened, network files added to the classifiers. */
final class FileDrop {
    private final ExplorerController controller;
    private final ExplorerView view;

    FileDrop(ExplorerController controller, ExplorerView view) {
        this.controller = controller;
        this.view = view;
    }

    void listen() {
        view.setOnDragEntered(e -> show(e, true));
        view.setOnDragExited(e -> show(e, false));
        view.setOnDragOver(e -> {
            if (!files(e).isEmpty()) {
                e.acceptTransferModes(TransferMode.COPY);
            }
            e.consume();
        });
        view.setOnDragDropped(e -> {
            List<File> files = files(e);
            show(e, false);
            e.setDropCompleted(take(files));
            e.consume();
        });
    }

    /** Opens these files, or adds the first one to the classifiers; false where there is none. */
    boolean take(List<File> files) {
        if (files.isEmpty()) {
            return false;
        }
        File first = files.getFirst();
        if (model(first)) {
            controller.addModel(first.toPath());
        } else {
            controller.openAll(files.stream()
                    .filter(file -> !model(file))
                    .map(File::toPath)
                    .toList());
        }
        return true;
    }

    private void show(DragEvent e, boolean over) {
        List<File> files = files(e);
        view.showDrop(over, !files.isEmpty(), words(files));
    }

    /** What dropping these files would do. */
    static String words(List<File> files) {
        return files.isEmpty()
                ? "Only files can be dropped here"
                : model(files.getFirst())
                        ? "Drop to add " + files.getFirst().getName() + " to the classifiers"
                        : files.size() == 1
                                ? "Drop to open " + files.getFirst().getName()
                                : "Drop to open " + files.size() + " files";
    }

    private static boolean model(File file) {
        return ModelFile.named(file.getName());
    }

    private static List<File> files(DragEvent e) {
        List<File> files = e.getDragboard().getFiles();
        return files == null ? List.of() : files;
    }
}
