package org.lobescope.ui.home;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.lobescope.service.home.Home;
import org.lobescope.ui.part.Words;

/** The choice of a home: three ways, and for a host its address and files. */
public final class HomeView extends VBox {
    private static final double WIDTH = 360;
    private static final double GAP = 8;
    private static final double INDENT = 26;
    private static final double TWO_LINES = 38;

    private final ToggleGroup ways = new ToggleGroup();
    private final RadioButton process = way("In this process", "home-process");
    private final RadioButton worker = way("In a worker process", "home-worker");
    private final RadioButton remote = way("On another host", "home-remote");
    private final TextField address = field("host:port", "home-address");
    private final TextField token = field("copy of the server's token file", "home-token");
    private final TextField authority = field("for TLS, if it is not a public one", "home-authority");

    /** The choice of that model. */
    public HomeView(HomeModel model, HomeActions actions) {
        setSpacing(GAP);
        setPadding(new Insets(4));
        setPrefWidth(WIDTH);
        GridPane host = host();
        host.disableProperty().bind(remote.selectedProperty().not());
        Label problem = Words.paragraph("", Styles.DANGER);
        problem.setId("home-problem");
        problem.textProperty().bind(model.problem());
        // The pop-over hangs above the status bar: if it grew, it would leave the screen.
        problem.setMinHeight(TWO_LINES);
        problem.setMaxHeight(TWO_LINES);
        Button use = new Button();
        use.setId("home-use");
        use.setDefaultButton(true);
        use.textProperty().bind(Bindings.when(model.moving()).then("Moving …").otherwise("Compute there"));
        use.disableProperty()
                .bind(model.moving()
                        .or(ways.selectedToggleProperty().isNull())
                        .or(remote.selectedProperty()
                                .and(address.textProperty()
                                        .isEmpty()
                                        .or(token.textProperty().isEmpty()))));
        use.setOnAction(e -> use(actions));
        getChildren()
                .addAll(
                        Words.caption("Where to compute"),
                        process,
                        below("The usual way."),
                        worker,
                        below("A crash or a lack of memory ends the worker, never the window."),
                        remote,
                        below("Where 'lobescope serve' runs, perhaps with a GPU."),
                        host,
                        problem,
                        use);
        model.home().addListener((o, before, now) -> show(now));
        show(model.home().get());
    }

    private RadioButton way(String text, String id) {
        RadioButton button = new RadioButton(text);
        button.setId(id);
        button.setToggleGroup(ways);
        return button;
    }

    private static TextField field(String prompt, String id) {
        TextField field = new TextField();
        field.setPromptText(prompt);
        field.setId(id);
        return field;
    }

    private static Label below(String text) {
        Label label = Words.paragraph(text, "quiet");
        label.setPadding(new Insets(-GAP, 0, 0, INDENT));
        return label;
    }

    private GridPane host() {
        GridPane grid = new GridPane(GAP, GAP);
        grid.setPadding(new Insets(0, 0, 0, INDENT));
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), wide);
        grid.addRow(0, Words.plain("Address"), address);
        grid.addRow(1, Words.plain("Token file"), token);
        grid.addRow(2, Words.plain("Certificate"), authority);
        return grid;
    }

    private void show(Home home) {
        switch (home) {
            case Home.InProcess p -> process.setSelected(true);
            case Home.Worker w -> worker.setSelected(true);
            case Home.Remote host -> {
                remote.setSelected(true);
                address.setText(host.place());
                token.setText(host.tokenFile().toString());
                authority.setText(host.authority().map(Path::toString).orElse(""));
            }
        }
    }

    private void use(HomeActions actions) {
        if (remote.isSelected()) {
            actions.move("remote:" + address.getText().strip(), file(token), file(authority));
        } else {
            actions.move(worker.isSelected() ? "worker" : "process", Optional.empty(), Optional.empty());
        }
    }

    private static Optional<Path> file(TextField field) {
        String name = field.getText() == null ? "" : field.getText().strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    }
}
