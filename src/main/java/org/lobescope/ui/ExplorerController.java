package org.lobescope.ui;

import atlantafx.base.controls.Popover;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary.Entry;
import org.lobescope.service.worker.TrialProcess;
import org.lobescope.sky.Samples.Sample;
import org.lobescope.ui.adding.AddingController;
import org.lobescope.ui.figure.FigureController;
import org.lobescope.ui.figure.FigureExport;
import org.lobescope.ui.layer.LayerController;
import org.lobescope.ui.picture.BlinkController;
import org.lobescope.ui.preferences.PreferencesController;
import org.lobescope.ui.question.ClassifierCardView;
import org.lobescope.ui.question.QuestionController;
import org.lobescope.ui.question.QuestionModel;
import org.lobescope.ui.samp.SampController;
import org.lobescope.ui.session.SessionController;
import org.lobescope.ui.session.SessionRestore;
import org.lobescope.ui.session.SessionSnapshot;
import org.lobescope.ui.source.SourceActions;
import org.lobescope.ui.source.SourceController;
import org.lobescope.ui.start.StartController;
import org.lobescope.ui.status.ReadingController;
import org.lobescope.ui.status.StatusController;
import org.lobescope.ui.strip.StripController;
import org.lobescope.ui.strip.StripModel;
import org.lobescope.ui.tile.ComparisonController;
import org.lobescope.ui.tile.LayersAhead;
import org.lobescope.ui.tile.TileActions;
import org.lobescope.ui.tile.TilesController;
import org.lobescope.ui.undo.UndoController;

/** Carries out what a person does: passes it to the part that it concerns, and shows dialogs and pop-overs. */
public final class ExplorerController implements ExplorerActions {
    private final ExplorerModel model;
    private final Theme theme;
    private final Settings settings;
    private final Dialogs dialogs;
    private final SourceController source;
    private final TilesController tiles;
    private final TileButtons buttons;
    private final FigureExport figures;
    private final FigureController editor;
    private final QuestionController questions;
    private final StripController strip;
    private final Optional<SampController> samp;
    private final SessionSnapshot snapshot;
    private final SessionController sessions;
    private final RecentFiles recent;
    private final Opening opening;
    private final NavigationController navigation;
    private final UndoController undo;
    private final StatusController status;
    private final BlinkController blink;
    private final PopOvers pops = new PopOvers();
    private final AddingController adding;
    private @Nullable Supplier<Region> homes;
    private Supplier<Region> engines = Region::new;

    /** The controllers of all parts; long work runs on {@code background}. */
    public ExplorerController(
            ExplorerModel model,
            Outside outside,
            Theme theme,
            Settings settings,
            Dialogs dialogs,
            Executor background) {
        this.model = model;
        this.theme = theme;
        this.settings = settings;
        this.dialogs = dialogs;
        var service = outside.service();
        QuestionModel question = model.question();
        recent = new RecentFiles(settings, model.start());
        new ComparisonController(question, model.tiles());
        new LayerController(service, model.source(), question, model.layers(), model.tiles());
        tiles = new TilesController(service, model.source(), question, model.layers(), model.tiles(), model.status());
        new LayersAhead(service, tiles, model.source(), model.layers(), model.tiles());
        buttons = new TileButtons(tiles, model.tiles(), question, pops);
        source = new SourceController(
                service,
                outside.open(),
                model.source(),
                question,
                model.status(),
                model.notices(),
                background,
                recent::opened,
                tiles::fail);
        new ReadingController(model.source(), model.tiles(), model.crosshair(), model.status());
        status = new StatusController(service, model.status());
        new PreferencesController(model.preferences(), settings, theme, question, model.notices(), background);
        blink = new BlinkController(model.blink(), model.display().overlay());
        undo = new UndoController(model.undo(), model.display(), model.imageDisplay(), System::nanoTime);
        navigation = new NavigationController(model.source(), model.zoom(), model.crosshair());
        questions = new QuestionController(
                service,
                outside.classifiers(),
                outside.load(),
                id -> outside.origin().apply(id).file(),
                question,
                model.status(),
                model.notices(),
                source::choose,
                background);
        adding = new AddingController(
                service,
                model.source(),
                model.adding(),
                model.notices(),
                settings.folder().map(folder -> folder.resolve("models")),
                new TrialProcess(),
                questions::added,
                background);
        new StartController(model.start(), outside.samples(), model.source(), model.status(), background);
        strip = new StripController(model.strip(), model.source(), outside.open(), source::open, background);
        snapshot = new SessionSnapshot(model, outside);
        figures = new FigureExport(model, snapshot, background);
        editor = new FigureController(model, figures, outside.engine(), background);
        sessions = new SessionController(
                model, outside, dialogs, new SessionRestore(model, source, undo), snapshot, recent::opened, background);
        opening = new Opening(model.session(), source, strip, sessions);
        samp = outside.samp()
                .map(profile -> new SampController(model, profile, figures::content, opening::open, background));
    }

    /** The state of the window as a session. */
    SessionSnapshot snapshot() {
        return snapshot;
    }

    /** Saves and opens sessions. */
    public SessionController sessions() {
        return sessions;
    }

    @Override
    public void openSessionByDialog() {
        sessions.openByDialog();
    }

    @Override
    public void saveSession() {
        sessions.save();
    }

    @Override
    public void saveSessionAs() {
        sessions.saveAs();
    }

    /** From now on a person can choose where to compute, with what this makes. */
    public void homes(Supplier<Region> choice) {
        homes = choice;
    }

    /** From now on a person can choose the PyTorch that computes, on the page that this makes. */
    public void engines(Supplier<Region> page) {
        engines = page;
    }

    @Override
    public Node enginePage() {
        return engines.get();
    }

    @Override
    public void chooseHome(Node beside) {
        Supplier<Region> choice = homes;
        if (choice != null) {
            pops.show(choice.get(), beside, Popover.ArrowLocation.BOTTOM_RIGHT);
        }
    }

    @Override
    public void open(Path file) {
        opening.open(file);
    }

    @Override
    public void open(Sample sample) {
        opening.open(sample);
    }

    /** Opens files that were dropped, chosen or named together: the first one; the others stand in the strip. */
    public void openAll(List<Path> files) {
        opening.openAll(files);
    }

    @Override
    public void sendMaps() {
        samp.ifPresent(SampController::sendMaps);
    }

    @Override
    public void pointThere() {
        samp.ifPresent(SampController::pointThere);
    }

    /** Takes leave of other programs, and asks the service no more. */
    void close() {
        status.close();
        blink.close();
        samp.ifPresent(SampController::close);
    }

    /** Moves through the pictures. */
    NavigationController navigation() {
        return navigation;
    }

    /** What is shown beside a control. */
    PopOvers pops() {
        return pops;
    }

    /** Goes through the files of the strip. */
    StripController strip() {
        return strip;
    }

    @Override
    public void openByDialog() {
        opening.openAll(dialogs.chooseImages(recent.all()));
    }

    @Override
    public void choose(Entry classifier) {
        questions.choose(classifier);
    }

    @Override
    public void addModelByDialog() {
        dialogs.chooseModel().ifPresent(adding::begin);
    }

    @Override
    public AddingController adding() {
        return adding;
    }

    /** Adds a model file to the classifiers and lets it look at the image. */
    public void addModel(Path file) {
        questions.add(file);
    }

    @Override
    public void classifierCard(Node beside) {
        Classifier classifier = model.question().classifier().get();
        if (classifier != null) {
            pops.show(new ClassifierCardView(classifier), beside, Popover.ArrowLocation.TOP_LEFT);
        }
    }

    @Override
    public void exportByDialog() {
        if (figurePossible()) {
            dialogs.chooseFigure(figures.suggestedName()).ifPresent(this::export);
        }
    }

    private boolean figurePossible() {
        boolean possible = figures.content().isPresent();
        if (!possible) {
            model.notices().problem("There is no finished map to export yet; open an image and wait for one.");
        }
        return possible;
    }

    @Override
    public void editFigure() {
        if (figurePossible()) {
            model.figure().open().set(true);
        }
    }

    @Override
    public void copyCaption() {
        editor.copyCaption();
    }

    /** Writes the figure to a file. */
    public void export(Path file) {
        figures.write(file);
    }

    @Override
    public void switchTheme() {
        model.preferences().scheme().set(theme.dark() ? ColorScheme.LIGHT : ColorScheme.DARK);
    }

    @Override
    public void undo() {
        undo.undo();
    }

    @Override
    public void redo() {
        undo.redo();
    }

    @Override
    public void usualDisplay() {
        undo.usual();
    }

    @Override
    public void preferences() {
        model.preferences().open().set(true);
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        return dialogs.chooseFolder(title);
    }

    @Override
    public void showTour() {
        model.tour().start();
    }

    /** The tour, where it was neither seen nor sent away, and nothing is left of a window that was killed. */
    void welcome() {
        if (!settings.tourSeen() && model.notices().notices().isEmpty()) {
            model.tour().start();
        }
    }

    @Override
    public void dismissTour() {
        settings.tourWasSeen();
        model.tour().end();
    }

    @Override
    public void keys(Node beside) {
        pops.show(new KeysView(), beside, Popover.ArrowLocation.TOP_RIGHT);
    }

    @Override
    public TileActions tile() {
        return buttons;
    }

    @Override
    public SourceActions source() {
        return source;
    }

    @Override
    public void choose(StripModel.Item item) {
        strip.choose(item);
    }

    @Override
    public void step(int by) {
        strip.step(by);
    }

    @Override
    public void closeStrip() {
        strip.close();
    }

    @Override
    public void stop() {
        tiles.stop();
    }
}
