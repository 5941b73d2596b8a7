package org.lobescope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Nobody is there to be asked. */
final class NoDialogs implements Dialogs {
    @Override
    public List<Path> chooseImages(List<Path> recent) {
        return List.of();
    }

    @Override
    public Optional<Path> chooseModel() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseSession() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> saveSession(String suggestedName) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> locate(String what, Path expected) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseFigure(String suggestedName) {
        return Optional.empty();
    }
}
