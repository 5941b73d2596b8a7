package org.lobescope.ui;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.lobescope.service.engine.EngineChoice;
import org.lobescope.service.engine.EngineStart;
import org.lobescope.service.engine.EngineState;
import org.lobescope.ui.engine.EngineController;
import org.lobescope.ui.engine.EngineModel;
import org.lobescope.ui.engine.EngineView;
import org.lobescope.ui.notice.NoticeModel;

/** Joins the page Engine to the window, and tells there when this start fell back to the program's own PyTorch. */
final class EnginePage implements AutoCloseable {
    private final EngineController controller;

    EnginePage(
            Supplier<EngineChoice> choice, EngineStart start, Explorer explorer, Dialogs dialogs, Executor background) {
        ExplorerModel window = explorer.model();
        EngineModel model = new EngineModel(start);
        controller = new EngineController(
                choice,
                model,
                window.notices(),
                window.preferences().engine()::get,
                () -> dialogs.chooseFolder("A folder with PyTorch"),
                background);
        explorer.controller().engines(() -> {
            controller.refresh();
            return new EngineView(window.preferences().engine(), model, controller);
        });
        window.preferences().engineWords().bind(model.state().map(EngineState::words));
        start.fallback()
                .ifPresent(sentence -> window.notices()
                        .problem(
                                sentence,
                                List.of(new NoticeModel.Action(
                                        "Engine …",
                                        () -> window.preferences().engine().set(true)))));
    }

    @Override
    public void close() {
        controller.close();
    }
}
