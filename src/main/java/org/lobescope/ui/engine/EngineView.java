package org.lobescope.ui.engine;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.lobescope.network.torch.TorchFolder;
import org.lobescope.service.engine.ByteWords;
import org.lobescope.service.engine.DownloadProspect;
import org.lobescope.service.engine.EngineStart;
import org.lobescope.service.engine.EngineState;
import org.lobescope.ui.part.Section;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;

/** The page Engine: what computes now and from the next start on, and the ways to choose another. */
public final class EngineView extends ScrollPane {
    private static final double LABEL = 150;
    private static final double GAP = 10;

    private final EngineModel model;
    private final EngineActions actions;

    /**
     * The page of that model.
     *
     * @param open whether it is on show
     */
    public EngineView(BooleanProperty open, EngineModel model, EngineActions actions) {
        this.model = model;
        this.actions = actions;
        getStyleClass().add("preferences");
        setId("engine");
        setFitToWidth(true);
        setFitToHeight(true);
        Button close = new Button("Done");
        close.getStyleClass().add("accent");
        close.setId("engine-close");
        close.setOnAction(e -> open.set(false));
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.CENTER_RIGHT);
        VBox page = new VBox(
                Words.label("Engine", "start-title"), computes(), ways(), question(), download(), messages(), foot);
        page.getStyleClass().add("preferences-page");
        page.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setContent(new StackPane(page));
    }

    private Section computes() {
        EngineStart start = model.start();
        boolean own = start.fallback().isPresent();
        Label now = Words.paragraph(
                own
                        ? "PyTorch " + TorchFolder.VERSION + ", the program's own"
                        : start.state().words());
        now.setId("engine-now");
        Label next = Words.paragraph("");
        next.setId("engine-next");
        next.textProperty().bind(model.state().map(EngineState::words));
        Section section = new Section("WHAT COMPUTES", row("Now", now));
        if (!start.devices().isEmpty()) {
            section.getChildren().add(row("Devices", Words.paragraph(String.join(", ", start.devices()))));
        }
        section.getChildren().add(row("From the next start on", next));
        start.fallback().ifPresent(sentence -> {
            Label said = Words.paragraph(sentence, "problem-words");
            said.setId("engine-fallback");
            section.getChildren().add(said);
        });
        return section;
    }

    private Section ways() {
        Button folder = new Button("Use a folder …");
        folder.setId("engine-folder");
        folder.setOnAction(e -> actions.chooseFolder());
        folder.disableProperty().bind(model.isBusy());
        Button download = new Button("Download …");
        download.setId("engine-download");
        download.setOnAction(e -> actions.offerDownload());
        download.disableProperty().bind(model.isBusy());
        Button own = new Button("Back to the program's own");
        own.setId("engine-own");
        own.setOnAction(e -> actions.useOwn());
        own.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.isBusy().get()
                                || model.state().get().folder().isEmpty(),
                        model.busy(),
                        model.state()));
        HBox buttons = new HBox(GAP, folder, download, own);
        Button remove = new Button("Remove the download");
        remove.setId("engine-remove");
        remove.setOnAction(e -> actions.remove());
        remove.disableProperty().bind(model.isBusy());
        Label size = Words.quiet("");
        size.textProperty().bind(model.state().map(state -> ByteWords.of(state.downloaded()) + " on the disk"));
        HBox removal = new HBox(GAP, remove, size);
        removal.setAlignment(Pos.CENTER_LEFT);
        Seen.bind(removal, model.state().map(state -> state.downloaded() > 0));
        return new Section(
                "ANOTHER PYTORCH",
                Words.paragraph(
                        "For a GPU of NVIDIA: a PyTorch " + TorchFolder.VERSION + " for CUDA 12 that is installed"
                                + " (an unpacked libtorch, or the folder site-packages/torch of a Python), or one to"
                                + " download. It is tried in a process of its own first, now and at each start. On Apple"
                                + " silicon the program's own computes on the GPU (Metal) already.",
                        "quiet"),
                buttons,
                removal);
    }

    /** What a download would bring and cost, with the answer to be given. */
    private Section question() {
        Label offered = Words.paragraph("");
        offered.setId("engine-offered");
        Label found = Words.paragraph("", "quiet");
        Label warning = Words.paragraph("", "problem-words");
        warning.setId("engine-warning");
        Button yes = new Button();
        yes.setId("engine-yes");
        yes.setOnAction(e -> actions.download());
        Button no = new Button();
        no.setId("engine-no");
        no.setOnAction(e -> actions.decline());
        HBox answers = new HBox(GAP, yes, no);
        Section section = new Section("THE DOWNLOAD", offered, found, warning, answers);
        model.prospect().addListener((o, before, now) -> {
            if (now != null) {
                offered.setText(now.offered());
                Seen.say(found, now.found());
                Seen.say(warning, warning(now));
                boolean possible = now.offer().isPresent() && now.fits();
                Seen.set(yes, possible);
                yes.setText(now.isPromising() ? "Download" : "Download it all the same");
                yes.getStyleClass().removeAll("accent", Styles.DANGER);
                yes.getStyleClass().add(now.isPromising() ? "accent" : Styles.DANGER);
                no.setText(possible ? "Not now" : "Close");
            }
        });
        Seen.bind(section, model.prospect().isNotNull());
        return section;
    }

    private static String warning(DownloadProspect prospect) {
        String room = prospect.fits()
                ? ""
                : ByteWords.of(prospect.needed()) + " must be free on that disk, but only "
                        + ByteWords.of(prospect.free()) + " are.";
        return (prospect.warning().orElse("") + " " + room).strip();
    }

    private VBox download() {
        ProgressBar bar = new ProgressBar();
        bar.setId("engine-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.progressProperty()
                .bind(Bindings.when(model.downloading()).then(model.progress()).otherwise(-1.0));
        Button stop = new Button("Stop");
        stop.setId("engine-stop");
        stop.setOnAction(e -> actions.stop());
        Seen.bind(stop, model.downloading());
        HBox line = new HBox(GAP, bar, stop);
        line.setAlignment(Pos.CENTER_LEFT);
        Label words = Words.quiet("");
        words.setId("engine-progress-words");
        words.textProperty()
                .bind(Bindings.when(model.progressWords().isEmpty())
                        .then(model.busy())
                        .otherwise(model.progressWords()));
        VBox box = new VBox(6, line, words);
        Seen.bind(box, model.isBusy());
        return box;
    }

    private VBox messages() {
        Label done = Words.paragraph("");
        done.setId("engine-done");
        done.textProperty().bind(model.done());
        Seen.bind(done, model.done().isNotEmpty());
        Label problem = Words.paragraph("", "problem-words");
        problem.setId("engine-problem");
        problem.textProperty().bind(model.problem());
        Seen.bind(problem, model.problem().isNotEmpty());
        VBox box = new VBox(6, done, problem);
        Seen.bind(box, model.done().isNotEmpty().or(model.problem().isNotEmpty()));
        return box;
    }

    private static HBox row(String words, Region control) {
        Label label = Words.plain(words);
        label.setMinWidth(LABEL);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox row = new HBox(14, label, control);
        row.setAlignment(Pos.BASELINE_LEFT);
        return row;
    }
}
